import { concern } from '../../platform/access/resource.ts';
import { look, type Question } from '../../platform/database/doorways.ts';
import type { StorageStatus } from '../../platform/database/status.ts';
import { say, sizeInWords } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { programVersion } from '../../platform/version.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Page } from '../../platform/web/page.tsx';
import { webWords } from '../../platform/web/words.ts';
import { frameOf, pageAnswer, type SignedIn } from '../front/visit.ts';

/** Whether somebody may see how the program and its storage are doing: nothing of any record. */
const stateQuestion: Question<Record<string, never>, true> = {
  name: 'program.state',
  confidential: false,
  object: () => 'program',
  ask: async () => true,
};

/** How the program is doing: versions, storage, migrations. For who looks after it. */
export async function showState(visit: SignedIn): Promise<Response> {
  const { language, premises, to } = visit;
  await look(premises.door, visit.actor, stateQuestion, concern, {});
  const status: StorageStatus = await premises.status();
  const words = webWords[language].work;
  const behind = status.databases.filter((one) => one.pending.length > 0);
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.status} here={to('/gezondheid')}>
      <h1>{words.status}</h1>
      <Notice
        kind={behind.length === 0 ? 'ok' : 'warn'}
        title={behind.length === 0 ? words.healthy : words.behind}
      >
        <p>{behind.length === 0 ? words.healthyText : words.behindText}</p>
      </Notice>
      <DefinitionList
        items={[
          { term: words.version, text: `Daglicht ${programVersion}` },
          { term: words.storage, text: `PostgreSQL ${status.version} (${words.kinds[status.kind]})` },
          ...status.databases.flatMap((one) => [
            { term: words.size, text: sizeInWords(one.bytes, language) },
            {
              term: words.migrations,
              text: say(words.migrationsCount, language, {
                applied: one.applied.length,
                pending: one.pending.length,
              }),
            },
          ]),
        ]}
      />
      <p>
        <a href={to('/aanmelddienst')}>{text('Aanmelddienst', 'Sign-in provider')[language]}</a>
      </p>
    </Page>,
  );
}
