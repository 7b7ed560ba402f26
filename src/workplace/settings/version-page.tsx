import { SettingsRefused } from '../../codes/changes/code-changes.ts';
import { type RecordedVersion, undoVersion } from '../../codes/changes/settings-changes.ts';
import { thresholdsOf } from '../../codes/thresholds.ts';
import { concern } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { text } from '../../platform/language/text.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { Disclosure } from '../../platform/web/components/disclosure.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { ConfirmWithin, confirmFields, confirmWithin } from '../account/confirm.tsx';
import { readForm } from '../front/forms.ts';
import { type FieldError, FormPage } from '../front/simple-form.tsx';
import { isId } from '../front/typed-text.ts';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { PartsOfVersion } from '../profile-parts/parts-section.tsx';
import { codeWords } from './code-words.ts';
import { versionsHere } from './profile-here.ts';
import { byWords, changeOf, dayOf } from './settings-page.tsx';
import { thresholdItems } from './threshold-words.ts';

const words = {
  title: text('Versie vanaf {day}', 'Version from {day}'),
  from: text('Geldt vanaf', 'Holds from'),
  what: text('Wijziging', 'Change'),
  by: text('Vastgelegd door', 'Recorded by'),
  undoLead: text(
    'Deze versie geldt nog niet. Maakt u haar ongedaan, dan blijft gelden wat er nu is. Dat zij is vastgelegd en ongedaan is gemaakt, blijft bewaard.',
    'This version does not hold yet. If you undo it, what there is now goes on holding. That it was recorded and undone is kept.',
  ),
  undo: text('Wijziging ongedaan maken', 'Undo the change'),
  back: text('Niet ongedaan maken', 'Do not undo'),
} as const;

async function page(
  visit: SignedIn,
  part: string,
  errors: readonly FieldError[],
  status: 200 | 409 = 200,
): Promise<Response> {
  const versions = isId(part) ? await versionsHere(visit) : null;
  const all = versions ? [...versions.begun, ...versions.toCome] : [];
  const one = all.find(({ id }) => id === part);
  if (!versions || !one) return notFound(visit);
  const { language, to } = visit;
  const title = words.title[language].replace('{day}', () => dayOf(one, language));
  const crumbs = [
    { href: to('/instellingen'), label: codeWords.settings[language] },
    { href: to(`/instellingen/versies/${part}`), label: title },
  ];
  const facts = (
    <DefinitionList
      items={[
        { term: words.from[language], text: dayOf(one, language) },
        { term: words.what[language], text: changeOf(all, one, language) },
        { term: words.by[language], text: byWords(one, language) },
        ...thresholdItems(thresholdsOf(one.profile.files), visit.premises.catalogue, language),
      ]}
    />
  );
  const isToCome = versions.toCome.includes(one);
  if (!isToCome)
    return pageAnswer(
      <Page frame={frameOf(visit)} title={title} crumbs={crumbs}>
        <h1>{title}</h1>
        {facts}
        <Lists visit={visit} version={one} />
      </Page>,
      status,
    );
  return pageAnswer(
    <FormPage
      visit={visit}
      title={title}
      crumbs={crumbs}
      action={`/instellingen/versies/${part}`}
      errors={errors}
      before={
        <>
          {facts}
          <Lists visit={visit} version={one} />
          <p id="versie">{words.undoLead[language]}</p>
        </>
      }
      button={words.undo[language]}
      back={{ href: '/instellingen', label: words.back[language] }}
    >
      <ConfirmWithin visit={visit} errors={errors} />
    </FormPage>,
    status,
  );
}

function Lists({ visit: { language }, version }: { visit: SignedIn; version: RecordedVersion }) {
  const lists = [...version.profile.codes.values()].map((list) => (
    <Disclosure key={list.key} title={list.title[language]}>
      <TextTable
        caption={list.title[language]}
        captionHidden
        heads={[
          codeWords.code[language],
          codeWords.labelNl[language],
          codeWords.labelEn[language],
          codeWords.until[language],
        ]}
        rows={list.codes.map(({ code, label, until }) => [
          code,
          label.nl,
          label.en,
          until === null ? codeWords.open[language] : dateInWords(until, language),
        ])}
      />
    </Disclosure>
  ));
  return (
    <>
      {lists}
      <PartsOfVersion profile={version.profile} language={language} />
    </>
  );
}

/** A version of the profile, to read; one that is to come can be undone here. */
export function showVersion(visit: SignedIn, part: string): Promise<Response> {
  return page(visit, part, []);
}

/** Undoes a version that is to come. */
export async function takeUndo(visit: SignedIn, part: string): Promise<Response> {
  const typed = await readForm(visit.context, [...confirmFields]);
  if (!isId(part) || (await versionsHere(visit)) === null) return notFound(visit);
  const { confirmed, errors } = await confirmWithin(visit, typed);
  if (confirmed === null) return page(visit, part, errors);
  try {
    await perform(visit.premises.door, confirmed.actor, undoVersion, concern, { version: part });
  } catch (error) {
    if (!(error instanceof SettingsRefused)) throw error;
    const message = error.explanation.what[visit.language];
    return page(confirmed, part, [{ field: 'versie', message }], 409);
  }
  return goTo(visit, '/instellingen?gedaan=ongedaan');
}
