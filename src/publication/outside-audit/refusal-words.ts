import { sameText, type Text, text } from '../../platform/language/text.ts';
import { unknownKind } from '../../platform/language/unknown-kind.ts';
import type { FigureLines } from '../document/figure-lines.ts';
import type { OutsideFinding } from './counts.ts';
import type { WayOn } from './way-on.ts';

const kinds: Readonly<Record<OutsideFinding['how'], Text>> = {
  printed: text('een klein aantal staat er', 'a small number stands there'),
  derivable: text('een klein aantal is uit te rekenen', 'a small number can be worked out'),
  difference: text(
    'het verschil met een eerder verslag wijst naar een onderdeel',
    'the difference with an earlier report points at a unit',
  ),
  'gap-filled': text(
    'wat eerder niet was opgegeven, is nu een getal',
    'what was not reported before is a number now',
  ),
  'other-in-another-file': text('twee bestanden zeggen iets anders', 'two files say something else'),
};

/** How many findings are listed. */
const listed = 10;

/** What the report calls a figure, and a member of one of its dimensions; undefined where it has no words for it. */
export interface ReportNames {
  readonly title: (figure: string) => Text | undefined;
  readonly member: (figure: string, dimension: string, code: string) => Text | undefined;
}

/** Why nothing was published, by figure and place and never by number, and what the author can do. */
export function refusalWords(
  findings: readonly OutsideFinding[],
  ways: readonly WayOn[],
  names: ReportNames,
): Text {
  const titleOf = names.title;
  const few = findings.slice(0, listed).map(({ how, figure, at }) => {
    const members = Object.entries(at)
      .filter(([, code]) => code !== '*')
      .map(([dimension, code]) => names.member(figure, dimension, code) ?? sameText(code));
    const title = titleOf(figure);
    const place = (words: readonly string[], named: string): string =>
      `${named}${words.length === 0 ? '' : `, ${words.join(', ')}`}${title ? ` (${figure})` : ''}`;
    const where = text(
      place(
        members.map(({ nl }) => nl),
        title?.nl ?? figure,
      ),
      place(
        members.map(({ en }) => en),
        title?.en ?? figure,
      ),
    );
    return text(`- ${where.nl}: ${kinds[how].nl}`, `- ${where.en}: ${kinds[how].en}`);
  });
  const more = findings.length - few.length;
  const lines = [
    text(
      'De tweede controle, die alleen de bestanden leest, vond wat een lezer niet mag weten; er is niets gepubliceerd.',
      'The second audit, which reads the files alone, found what a reader may not know; nothing was published.',
    ),
    ...few,
    ...(more > 0 ? [text(`en nog ${more}`, `and ${more} more`)] : []),
    ...onwards(findings, ways, titleOf),
  ];
  return text(lines.map(({ nl }) => nl).join('\n'), lines.map(({ en }) => en).join('\n'));
}

function onwards(
  findings: readonly OutsideFinding[],
  ways: readonly WayOn[],
  titleOf: (figure: string) => Text | undefined,
): readonly Text[] {
  if (findings.some(({ how }) => how === 'other-in-another-file'))
    return [
      text(
        'Dit is een fout in het programma, niet in uw document. Geef geen van de bestanden uit, en meld deze regels aan wie Daglicht bij u beheert.',
        'This is a fault of the program, not of your document. Give none of the files out, and report these lines to whoever keeps Daglicht for you.',
      ),
    ];
  if (ways.length === 0)
    return [
      text(
        'Daglicht vond geen tabel of jaar waarvan het weglaten helpt. Laat het hoofdstuk over dit register weg, of maak het verslag over een langere periode.',
        'Daglicht found no table or year of which leaving it out helps. Leave out the chapter on this register, or make the report over a longer period.',
      ),
    ];
  return [
    text(
      'Zo kunt u verder. Elke manier is geprobeerd: in het verslag dat ermee ontstaat, vindt deze controle niets. Kies er één, pas het document aan en publiceer opnieuw.',
      'You can go on like this. Each way was tried: in the report that comes of it this audit finds nothing. Choose one, change the document and publish again.',
    ),
    ...ways.flatMap((way, index) => wayWords(way, index + 1, titleOf)),
  ];
}

function wayWords(
  way: WayOn,
  number: number,
  titleOf: (figure: string) => Text | undefined,
): readonly Text[] {
  const named = (id: string): Text => {
    const title = titleOf(id);
    return title ? text(`„${title.nl}” (${id})`, `“${title.en}” (${id})`) : sameText(id);
  };
  switch (way.kind) {
    case 'fewer-years':
      return [
        text(
          `${number}. Toon minder jaren naast het verslagjaar: maak van regel ${way.line} „yearsBefore: ${way.yearsBefore}”.`,
          `${number}. Show fewer years beside that of the report: make line ${way.line} “yearsBefore: ${way.yearsBefore}”.`,
        ),
      ];
    case 'coarser':
      return [
        text(`${number}. Splits minder uit:`, `${number}. Divide less:`),
        ...way.figures.map(({ figure, instead, without, line, written }) => {
          const [from, to] = [named(figure), named(instead)];
          const nl = without.length > 0 ? `, zonder ${without.join(' en ')}` : '';
          const en = without.length > 0 ? `, without ${without.join(' and ')}` : '';
          return text(
            `   ${from.nl} wordt ${to.nl}${nl}: maak van regel ${line} „${written}”, en pas de titel eronder aan.`,
            `   ${from.en} becomes ${to.en}${en}: make line ${line} “${written}”, and change the title under it.`,
          );
        }),
        ...way.lines.map((one) => {
          const words = lineWords(one);
          return text(`   Haal weg: ${words.nl}.`, `   Take out: ${words.en}.`);
        }),
      ];
    case 'leave-out':
      return [
        text(`${number}. Laat weg:`, `${number}. Leave out:`),
        ...way.figures.map(({ figure, lines }) => {
          const title = named(figure);
          const words = lines.map(lineWords);
          return text(
            `   ${title.nl}: ${words.map(({ nl }) => nl).join(', ')}.`,
            `   ${title.en}: ${words.map(({ en }) => en).join(', ')}.`,
          );
        }),
      ];
    default:
      throw unknownKind(way satisfies never);
  }
}

function lineWords({ from, until, what }: FigureLines): Text {
  const kind = {
    table: text('tabel', 'table'),
    text: text('tekst', 'text'),
    list: text('lijst', 'list'),
  }[what];
  return from === until
    ? text(`regel ${from} (${kind.nl})`, `line ${from} (${kind.en})`)
    : text(`regel ${from} tot en met ${until} (${kind.nl})`, `lines ${from} to ${until} (${kind.en})`);
}
