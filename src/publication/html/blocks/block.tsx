import { Fragment } from 'preact';
import { unknownKind } from '../../../platform/language/unknown-kind.ts';
import type { Block as BlockModel } from '../../report-model.ts';
import { anchorOf } from '../anchors.ts';
import type { ChapterSetting } from '../setting.ts';
import { reportWords } from '../words.ts';
import { Appendix } from './appendix.tsx';
import { FigureCard } from './figure-card.tsx';
import { Inlines } from './inline.tsx';
import { Method } from './method.tsx';
import { Printed } from './printed.tsx';

/** One block of a chapter. Chapters have heading level 2, so the headings inside begin at 3. */
export function Block({ block, setting }: { block: BlockModel; setting: ChapterSetting }) {
  switch (block.kind) {
    case 'heading': {
      const id = anchorOf(setting.model, block);
      return block.level === 2 ? <h3 id={id}>{block.text}</h3> : <h4 id={id}>{block.text}</h4>;
    }
    case 'paragraph':
      return (
        <p>
          <Inlines content={block.content} setting={setting} />
        </p>
      );
    case 'list': {
      const items = block.items.map((item, index) => (
        <li key={index}>
          <Inlines content={item} setting={setting} />
        </li>
      ));
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'figure':
      return <FigureCard block={block} setting={setting} />;
    case 'aid':
      return (
        <aside class="dl-aid" aria-label={`${reportWords[setting.chapterLanguage].aid}: ${block.title}`}>
          <p class="dl-aid__title">{block.title}</p>
          <p>
            <Inlines content={block.content} setting={setting} />
          </p>
        </aside>
      );
    case 'appendix':
      return <Appendix block={block} setting={setting} />;
    case 'printed':
      return <Printed block={block} setting={setting} />;
    case 'abbreviations':
      return (
        <dl class="dl-terms">
          {setting.model.abbreviations.map((one) => (
            <Fragment key={one.short}>
              <dt>{one.short}</dt>
              <dd>{one.long}</dd>
            </Fragment>
          ))}
        </dl>
      );
    case 'method':
      return <Method setting={setting} />;
    default:
      throw unknownKind(block satisfies never);
  }
}
