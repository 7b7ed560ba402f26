import { Notice } from '../../../platform/web/components/notice.tsx';
import { words } from '../words.ts';
import type { Reading } from './sheet-page.tsx';

/** Whether signals can be written here, and if not, that they cannot. */
export function Channel({ reading: { channel, language } }: { reading: Reading }) {
  switch (channel.state) {
    case 'open':
      return (
        <Notice kind="ok" title={words.channelOpen[language]}>
          <p>{words.channelOpenText[language]}</p>
          <p>
            <a class="dl-button" href={`${language === 'nl' ? '' : `/${language}`}${channel.address}`}>
              {words.channelGo[language]}
            </a>
          </p>
        </Notice>
      );
    case 'closed':
      return (
        <Notice kind="info" title={words.channelClosed[language]}>
          <p>{channel.reason[language]}</p>
        </Notice>
      );
    default:
      return channel satisfies never;
  }
}
