import {
  type CertificateKind,
  certificateKinds,
  recordCertificate,
} from '../../organisation/people/certificates.ts';
import { concern } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';
import { text } from '../../platform/language/text.ts';
import { SelectField, TextField } from '../../platform/web/components/fields.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayTyped } from '../people/day-typed.ts';
import { nameOf, personOf } from '../people/person.tsx';
import { peopleWords } from '../people/words.ts';

const words = {
  title: text('Certificaat vastleggen', 'Record a certificate'),
  lead: text(
    'Twaalf en drie maanden voor het afloopt staat dat op „Uw werk”, bij u en bij wie het heeft.',
    'Twelve and three months before it ends this stands on “Your work”, yours and that of who has it.',
  ),
  kind: text('Welk certificaat?', 'Which certificate?'),
  obtained: text('Behaald op', 'Obtained on'),
  until: text('Geldig tot', 'Valid until'),
  dayHint: text('Bijvoorbeeld 3-11-2026.', 'For example 3-11-2026.'),
  untilHint: text('De eerste dag waarop het niet meer geldt.', 'The first day on which it is valid no more.'),
  dayWrong: text('Dit is geen dag. Schrijf hem als 3-11-2026.', 'This is no day. Write it as 3-11-2026.'),
  order: text(
    'Een certificaat geldt niet tot voor het is behaald.',
    'A certificate is not valid until before it was obtained.',
  ),
} as const;

const fields = ['soort', 'behaald', 'tot'] as const;
type Typed = (field: (typeof fields)[number]) => string;

async function page(visit: SignedIn, id: string, typed: Typed, errors: readonly FieldError[]) {
  const { language } = visit;
  const person = hasRole(visit, 'functional-administrator') ? await personOf(visit, id) : null;
  if (!person) return notFound(visit);
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.title[language]}
      action={`/mensen/${id}/certificaat`}
      errors={errors}
      before={
        <>
          <p>
            <bdi>{nameOf(person, visit)}</bdi>
          </p>
          <p>{words.lead[language]}</p>
        </>
      }
      button={words.title[language]}
      back={{ href: `/mensen/${id}`, label: peopleWords.back[language] }}
    >
      <SelectField
        id="soort"
        label={words.kind[language]}
        language={language}
        value={typed('soort')}
        choices={Object.entries(certificateKinds).map(([value, name]) => ({ value, label: name[language] }))}
      />
      <TextField
        id="behaald"
        label={words.obtained[language]}
        hint={words.dayHint[language]}
        language={language}
        value={typed('behaald')}
        short
        autocomplete="off"
        {...errorOf(errors, 'behaald')}
      />
      <TextField
        id="tot"
        label={words.until[language]}
        hint={words.untilHint[language]}
        language={language}
        value={typed('tot')}
        short
        autocomplete="off"
        {...errorOf(errors, 'tot')}
      />
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** The form that records a certificate. */
export function showCertificate(visit: SignedIn, id: string): Promise<Response> {
  return page(visit, id, () => '', []);
}

/** Records a certificate. */
export async function takeCertificate(visit: SignedIn, id: string): Promise<Response> {
  const typed = await readForm(visit.context, fields);
  const { language, premises, actor } = visit;
  const [first] = Object.keys(certificateKinds).filter(isKind);
  const kind = isKind(typed('soort')) ? typed('soort') : first;
  const obtained = dayTyped(typed('behaald'));
  const until = dayTyped(typed('tot'));
  const errors: readonly FieldError[] = [
    ...(obtained === undefined ? [{ field: 'behaald', message: words.dayWrong[language] }] : []),
    ...(until === undefined ? [{ field: 'tot', message: words.dayWrong[language] }] : []),
    ...(obtained !== undefined && until !== undefined && until <= obtained
      ? [{ field: 'tot', message: words.order[language] }]
      : []),
  ];
  if (errors.length > 0) return page(visit, id, typed, errors);
  if (!(await personOf(visit, id))) return notFound(visit);
  const { recorded } = await perform(premises.door, actor, recordCertificate, concern, {
    person: id,
    kind,
    obtained,
    until,
  });
  return goTo(visit, `/mensen/${id}?gedaan=${recorded ? 'certificaat' : 'stond'}`);
}

function isKind(key: string): key is CertificateKind {
  return key in certificateKinds;
}
