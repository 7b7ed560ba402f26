import {
  earlier,
  parsePeriod,
  periodLabel,
  today,
  writtenPeriod,
  yearsOf,
} from '../../organisation/period.ts';
import { structureQuestion } from '../../organisation/records.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { ChoiceField, SelectField, TextField } from '../../platform/web/components/fields.tsx';
import { publicationList } from '../../publication/records.ts';
import { piecesOf, yearsLater } from '../../publication/workbench/document-text.ts';
import { longestBlock, startDraft } from '../../publication/workbench/drafts.ts';
import { routeOf } from '../../publication/workbench/route.ts';
import { readForm, type Typed } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { profileOf } from '../people-lists/profile-of.ts';

const words = {
  title: text('Verslag beginnen', 'Begin a report'),
  reports: text('Verslagen', 'Reports'),
  period: text('Over welke periode gaat het?', 'Which period is it about?'),
  periodHint: text('bijvoorbeeld 2025, of 2024-2025', 'for example 2025, or 2024-2025'),
  periodMissing: text('Vul de periode in, bijvoorbeeld {year}.', 'Fill in the period, for example {year}.'),
  periodWrong: text(
    '„{typed}” is geen periode. Schrijf een jaar, of twee jaren met een streepje ertussen.',
    '“{typed}” is no period. Write a year, or two years with a dash between them.',
  ),
  before: text('Hoeveel eerdere jaren staan ernaast?', 'How many earlier years stand beside it?'),
  beforeAsText: text(
    'Zoveel als in de tekst waarmee u begint; bij alleen cijfers geen',
    'As many as in the text that you begin with; with figures alone none',
  ),
  beforeWrong: text('Kies een aantal jaren.', 'Choose a number of years.'),
  basis: text('Waarmee wilt u beginnen?', 'What do you want to begin with?'),
  basisMissing: text('Kies waarmee u wilt beginnen.', 'Choose what you want to begin with.'),
  start: text(
    'Een document met elk cijfer dat de registers over die periode bevatten',
    'A document with every figure that the registers hold of that period',
  ),
  earlier: text(
    'De tekst van „{title}”, met de jaren van deze periode',
    'The text of “{title}”, with the years of this period',
  ),
  revise: text(
    'De tekst van „{title}”, om dat verslag te verbeteren',
    'The text of “{title}”, to correct that report',
  ),
  nothing: text(
    'De registers bevatten geen cijfers over {period}. Er is niets begonnen. Vul eerst registraties of opgaven over die periode in.',
    'The registers hold no figures of {period}. Nothing was begun. First fill in records or returns of that period.',
  ),
  otherPeriod: text(
    '„{title}” gaat over {period}. Kies die periode om het te verbeteren.',
    '“{title}” is about {period}. Choose that period to correct it.',
  ),
  tooLong: text(
    'Een stuk van die tekst is te lang voor een blok. Begin met het document van de cijfers.',
    'A piece of that text is too long for a block. Begin with the document of the figures.',
  ),
  leave: text('Niet beginnen', 'Do not begin'),
  language: text('In welke taal?', 'In which language?'),
  dutch: text('Nederlands', 'Dutch'),
  english: text('Engels', 'English'),
} as const;

/** As many earlier years as the text has. */
const asText = 'tekst';

const fields = ['periode', 'eerder', 'begin', 'taal'] as const;
type Field = (typeof fields)[number];

/** The form that begins a report. */
export async function showStart(visit: SignedIn): Promise<Response> {
  if (!hasRole(visit, 'central-coordinator')) return notFound(visit);
  const year = parsePeriod(today().slice(0, 4), (await profileOf(visit)).yearStart);
  const ended = year.from <= today() ? earlier(year, 1) : earlier(year, 2);
  const given: Readonly<Record<Field, string>> = {
    periode: ended.key,
    eerder: asText,
    begin: '',
    taal: visit.language,
  };
  return startPage(visit, (field) => given[field], []);
}

async function startPage(
  visit: SignedIn,
  typed: Typed<Field>,
  errors: readonly FieldError[],
): Promise<Response> {
  const { language, to } = visit;
  const published = await publishedReports(visit);
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.title[language]}
      action="/verslagen/nieuw"
      errors={errors}
      crumbs={[{ href: to('/verslagen'), label: words.reports[language] }]}
      button={words.title[language]}
      back={{ href: '/verslagen', label: words.leave[language] }}
    >
      <TextField
        id="periode"
        label={words.period[language]}
        hint={words.periodHint[language]}
        language={language}
        value={typed('periode')}
        short
        {...errorOf(errors, 'periode')}
      />
      <SelectField
        id="eerder"
        label={words.before[language]}
        language={language}
        choices={[
          { value: asText, label: words.beforeAsText[language] },
          ...['0', '1', '2', '3', '4', '5'].map((value) => ({ value, label: value })),
        ]}
        value={typed('eerder')}
        {...errorOf(errors, 'eerder')}
      />
      <ChoiceField
        id="taal"
        kind="radio"
        label={words.language[language]}
        language={language}
        choices={[
          { value: 'nl', label: words.dutch[language] },
          { value: 'en', label: words.english[language] },
        ]}
        chosen={[typed('taal')]}
      />
      <ChoiceField
        id="begin"
        kind="radio"
        label={words.basis[language]}
        language={language}
        choices={[
          { value: 'cijfers', label: words.start[language] },
          ...published.flatMap(({ slug, version, title }) => [
            {
              value: `later ${slug} ${version}`,
              label: say(words.earlier[language], language, { title: title[language] }),
            },
            {
              value: `verbeter ${slug} ${version}`,
              label: say(words.revise[language], language, { title: title[language] }),
            },
          ]),
        ]}
        chosen={[typed('begin')]}
        {...errorOf(errors, 'begin')}
      />
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** The published reports, each in its last version, the newest period first. */
async function publishedReports({ premises, actor }: SignedIn) {
  const lines = await look(premises.door, actor, publicationList, concern, {});
  return lines.filter(({ slug, version }) =>
    lines.every((other) => other.slug !== slug || other.version <= version),
  );
}

/** Begins a report. */
export async function takeStart(visit: SignedIn): Promise<Response> {
  const { language, premises, actor } = visit;
  if (!hasRole(visit, 'central-coordinator') || premises.reports === null) return notFound(visit);
  const typed = await readForm(visit.context, fields);
  const profile = await profileOf(visit);
  const written = typed('periode').trim();
  const period = written === '' ? undefined : writtenPeriod(written, profile.yearStart);
  const errors: FieldError[] = [];
  if (!period)
    errors.push({
      field: 'periode',
      message:
        written === ''
          ? say(words.periodMissing[language], language, { year: today().slice(0, 4) })
          : say(words.periodWrong[language], language, { typed: written.slice(0, 40) }),
    });
  if (typed('eerder') !== asText && !/^[0-5]$/.test(typed('eerder')))
    errors.push({ field: 'eerder', message: words.beforeWrong[language] });
  const [kind = '', slug = '', version = ''] = typed('begin').split(' ');
  const from = (await publishedReports(visit)).find(
    (one) => one.slug === slug && String(one.version) === version,
  );
  if (kind !== 'cijfers' && !(from && (kind === 'later' || kind === 'verbeter')))
    errors.push({ field: 'begin', message: words.basisMissing[language] });
  const label = period ? periodLabel(period)[language] : '';
  if (period && from && kind === 'verbeter' && from.period !== period.key)
    errors.push({
      field: 'periode',
      message: say(words.otherPeriod[language], language, {
        title: from.title[language],
        period: periodLabel(parsePeriod(from.period, profile.yearStart))[language],
      }),
    });
  if (!period || errors.length > 0) return startPage(visit, typed, errors);
  const asked = typed('eerder') === asText ? null : Number(typed('eerder'));
  const inLanguage = typed('taal') === 'en' ? 'en' : 'nl';
  const begun = await premises.reports.beginning(actor, {
    period,
    yearsBefore: asked ?? 0,
    language: inLanguage,
    ...(from ? { from: { slug: from.slug, version: from.version } } : {}),
  });
  if (begun === null)
    return startPage(visit, typed, [
      { field: 'periode', message: say(words.nothing[language], language, { period: label }) },
    ]);
  const by =
    from && kind === 'later'
      ? Number(yearsOf(period).at(-1)?.key ?? 0) -
        Number(yearsOf(parsePeriod(from.period, profile.yearStart)).at(-1)?.key ?? 0)
      : 0;
  const pieces = piecesOf(yearsLater(begun.source, by));
  if (pieces.some((piece) => piece.length > longestBlock))
    return startPage(visit, typed, [{ field: 'begin', message: words.tooLong[language] }]);
  const structure = await look(premises.door, actor, structureQuestion, concern, {});
  // What is published under this name already is corrected, whatever the text began with.
  const known = (await publishedReports(visit)).find((one) => one.slug === begun.slug && kind === 'cijfers');
  const revises = (kind === 'verbeter' ? from : known) ?? null;
  const title = from && kind === 'later' ? begun.title.replaceAll(from.period, period.key) : begun.title;
  const draft = await perform(premises.door, actor, startDraft, concern, {
    slug: kind === 'later' ? period.key : begun.slug,
    period: period.key,
    language: begun.language,
    title,
    yearsBefore: kind === 'verbeter' ? begun.yearsBefore : (asked ?? begun.yearsBefore),
    revises: revises ? revises.version : null,
    blocks: pieces,
    route: routeOf(profile, structure, today()),
  });
  return goTo(visit, `/verslagen/${draft.id}${draft.isNew ? '?gedaan=begonnen' : '?gedaan=bestond'}`);
}
