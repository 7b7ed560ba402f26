import type { Verdict } from '../../collection/checks/check-line.ts';
import { checkOrganisation } from '../../collection/checks/check-organisation.ts';
import { doubtText } from '../../collection/doubt-words.ts';
import { inEach, type Text, text } from '../../platform/language/text.ts';
import { actingHelp, actingOptions, actorOf, tellWhatIsCounted } from '../acting.ts';
import { type Command, confidentialLine, hasOption, textOption, WrongUse } from '../command.ts';
import { deskLines, desksLackingNow } from '../desk-lines.ts';
import { chosenOrganisation } from '../organisation-option.ts';

const verdictWords: Readonly<Record<Verdict, Text>> = {
  contradicts: text('SPREEKT TEGEN', 'CONTRADICTS'),
  differs: text('verschilt, kijk het na', 'differs, look into it'),
  'cannot-be-computed': text('kan niet worden berekend', 'cannot be computed'),
  agrees: text('klopt', 'agrees'),
  outside: text('valt erbuiten', 'lies outside'),
};

/** `check`: holds printed figures and registers against each other, by rule. */
export const checkCommand: Command = {
  name: 'check',
  use: text('check --period 2020-2021', 'check --period 2020-2021'),
  what: text(
    'Houdt registers en gedrukte cijfers tegen elkaar',
    'Holds registers and printed figures against each other',
  ),
  options: { ...actingOptions, period: { type: 'string' }, json: { type: 'boolean' } },
  help: {
    ...actingHelp,
    period: text('Over welke periode', 'Over which period'),
    json: text('De uitkomst als JSON', 'The outcome as JSON'),
  },
  busy: text('Bezig met nakijken …', 'Checking …'),
  run: async (given, terminal, open) => {
    const period = textOption(given, 'period');
    if (!period)
      throw new WrongUse(
        text('Zeg over welke periode: --period 2020-2021.', 'Say over which period: --period 2020-2021.'),
      );
    const organisation = await chosenOrganisation(given, await open());
    const actor = await actorOf(given, terminal, organisation);
    tellWhatIsCounted(actor, terminal);
    const { lines, flags, hasData, period: parsed } = await checkOrganisation(organisation, actor, period);
    const desks = desksLackingNow(organisation.profile);
    if (hasOption(given, 'json')) {
      terminal.data(JSON.stringify({ confidential: confidentialLine, lines, flags, desks }, null, 2));
    } else {
      terminal.out(confidentialLine);
      for (const verdict of ['contradicts', 'differs', 'cannot-be-computed', 'agrees', 'outside'] as const) {
        const some = lines.filter((line) => line.verdict === verdict);
        if (some.length === 0) continue;
        terminal.out(inEach`\n${verdictWords[verdict]} (${some.length})`);
        for (const line of some) {
          terminal.out(
            inEach`  ${line.subject}: ${line.what}${line.stated ? inEach`: ${line.stated}` : ''}${line.place ? inEach` [${line.place}]` : ''}`,
          );
          terminal.out(inEach`    ${line.found}`);
        }
      }
      if (lines.length === 0) terminal.out(nothingBeside(parsed.key, hasData));
      const doubts = flags.reduce((sum, flag) => sum + flag.count, 0);
      terminal.out(
        text(
          `\nTwijfel bij rijen, van welke periode ook (${doubts})`,
          `\nDoubts about rows, of whichever period (${doubts})`,
        ),
      );
      for (const flag of flags) {
        const register =
          organisation.catalogue.registers.find((one) => one.key === flag.register)?.name ?? flag.register;
        terminal.out(
          inEach`  ${register}: ${doubtText(flag.kind, organisation.catalogue.doubts)} (${flag.count})`,
        );
      }
      for (const [index, line] of deskLines(desks).entries())
        terminal.out(index === 0 ? inEach`\n${line}` : line);
    }
    // A situation without any desk is a fault of today; that a desk has no address yet is said, and no more.
    const isFound =
      lines.some((line) => line.verdict === 'contradicts') ||
      flags.length > 0 ||
      desks.some(({ lacks }) => lacks === 'desk');
    return isFound ? 1 : 0;
  },
};

/** Why there is no line: there is nothing at all, or nowhere two numbers of the same. */
function nothingBeside(period: string, hasData: boolean): Text {
  return hasData
    ? text(
        `Over ${period} zijn er registraties of opgaven, maar nergens twee getallen van hetzelfde: geen gedrukte cijfers, en geen onderdeel dat van hetzelfde zowel een registratie bijhoudt als opgave deed.`,
        `Over ${period} there are records or returns, but nowhere two numbers of the same: no printed figures, and no unit that both keeps records and made a return of the same.`,
      )
    : text(
        `Over ${period} is er niets om tegen elkaar te houden: geen gedrukte cijfers en geen registraties of opgaven.`,
        `Over ${period} there is nothing to hold against each other: no printed figures and no records or returns.`,
      );
}
