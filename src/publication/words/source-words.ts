import { type Language, type Text, text } from '../../platform/language/text.ts';
import type { WordPiece } from './foreign-words.ts';

/** A law, a report or a norm that definitions rest on: it keeps its own name, in its own language. */
interface Work {
  readonly name: string;
  /** The language of its name; absent for what is called the same everywhere. */
  readonly language?: Language;
  /** What it is, for who does not know it by its name; empty where the name says it. */
  readonly is: Text;
}

/** The works by name; a longer name is before one that begins it. */
const works: readonly Work[] = [
  {
    name: 'Jaarverslag integriteit EZK en LNV 2020-2021',
    language: 'nl',
    is: text('', 'integrity report of two Dutch ministries'),
  },
  {
    name: 'Wbk',
    language: 'nl',
    is: text('Wet bescherming klokkenluiders', 'Dutch Whistleblower Protection Act'),
  },
  {
    name: 'Awb',
    language: 'nl',
    is: text('Algemene wet bestuursrecht', 'Dutch General Administrative Law Act'),
  },
  { name: 'AVG', language: 'nl', is: text('Algemene verordening gegevensbescherming', 'GDPR') },
  { name: 'Ambtenarenwet 2017', language: 'nl', is: text('', 'Dutch Civil Servants Act') },
  {
    name: 'Gedragscode Integriteit Rijk',
    language: 'nl',
    is: text('', 'code of conduct of the Dutch central government'),
  },
  {
    name: 'Klachtenregeling ongewenste omgangsvormen',
    language: 'nl',
    is: text('', 'complaints scheme for undesirable conduct'),
  },
  { name: 'cao Rijk', language: 'nl', is: text('', 'collective agreement of the Dutch central government') },
  { name: 'Huis voor klokkenluiders', language: 'nl', is: text('', 'Dutch Whistleblowers Authority') },
  {
    name: 'Jaarstukken Rotterdam 2016',
    language: 'nl',
    is: text('', 'annual accounts of the city of Rotterdam'),
  },
  {
    name: 'LVV',
    language: 'nl',
    is: text(
      'Landelijke Vereniging van Vertrouwenspersonen',
      'Dutch association of confidential counsellors',
    ),
  },
  {
    name: 'Directive (EU) 2019/1937',
    language: 'en',
    is: text('klokkenluidersrichtlijn', 'whistleblower directive'),
  },
  {
    name: 'UN disciplinary practice (compendium)',
    language: 'en',
    is: text('overzicht van disciplinaire maatregelen van de Verenigde Naties', ''),
  },
  {
    name: 'NAVEX, reports per 100 employees (all channels)',
    language: 'en',
    is: text('vergelijkingscijfer: meldingen per honderd medewerkers', 'benchmark'),
  },
  { name: 'NAVEX', is: text('vergelijkingscijfers over meldingen', 'benchmark of reports') },
  {
    name: 'ISO 37002:2021',
    is: text('norm voor klokkenluidersregelingen', 'whistleblowing management standard'),
  },
];

/** The product's own words in which places in works are written, and its own rules, in Dutch and in English. */
const ownWords: readonly Text[] = [
  text('eigen telregel van Daglicht', 'Daglicht’s own rule of counting'),
  text('hoofdstuk', 'chapter'),
  text('paragraaf', 'section'),
  text('jaarverslag', 'annual report'),
  text('tweede lid', 'second paragraph'),
  text('en', 'and'),
];

/** Titles of chapters and sections, which keep their language as the work does. */
const title = /^\p{Lu}[\p{L} ]+$/u;

/**
 * Where a definition comes from, as it is stated in a language. Works keep their names; what they are, and the words
 * for a place in them, are translated. Sources are written in Dutch, works separated by "; ".
 */
export function sourceIn(source: string, language: Language): readonly WordPiece[] {
  return source.split('; ').flatMap((part, index) => {
    const separator: readonly WordPiece[] = index > 0 ? [{ text: '; ' }] : [];
    const work = works.find(({ name }) => part.startsWith(name));
    if (!work) return [...separator, { text: inOwnWords(part, language) }];
    const is = work.is[language];
    const name: WordPiece =
      work.language === undefined || work.language === language
        ? { text: work.name }
        : { text: work.name, language: work.language };
    return [
      ...separator,
      name,
      ...(is === '' ? [] : [{ text: ` (${is})` }]),
      ...placeIn(part.slice(work.name.length), language),
    ];
  });
}

/** The same as plain text, for where languages cannot be marked. */
export function sourceText(source: string, language: Language): string {
  return sourceIn(source, language)
    .map((piece) => piece.text)
    .join('');
}

/** " art. 5 en 8", ", hoofdstuk Financiële belangen". */
function placeIn(place: string, language: Language): readonly WordPiece[] {
  if (language === 'nl' || place === '') return place === '' ? [] : [{ text: place }];
  const [, before = '', word = '', named = ''] = /^(.*?)(hoofdstuk|paragraaf) (.*)$/.exec(place) ?? [];
  if (word === '' || !title.test(named)) return [{ text: inOwnWords(place, language) }];
  return [{ text: `${before}${inOwnWords(word, language)} ` }, { text: named, language: 'nl' }];
}

function inOwnWords(words: string, language: Language): string {
  return ownWords.reduce(
    (said, own) => said.replace(new RegExp(`(?<![\\p{L}])${own.nl}(?![\\p{L}])`, 'gu'), own[language]),
    words,
  );
}
