import type { ComponentChildren } from 'preact';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { Disclosure } from '../../platform/web/components/disclosure.tsx';
import { ErrorSummary, TextField } from '../../platform/web/components/fields.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Page } from '../../platform/web/page.tsx';
import { addBlock, blockHistory, saveBlock } from '../../publication/workbench/blocks.ts';
import { longestBlock } from '../../publication/workbench/drafts.ts';
import { askFigures } from '../../publication/workbench/readings.ts';
import { readForm } from '../front/forms.ts';
import { RenewScript, renewingAnswer } from '../front/renewed.tsx';
import { errorOf, errorTitle, type FieldError } from '../front/simple-form.tsx';
import { isId, textFault } from '../front/typed-text.ts';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { BlockPreview, previewPart, SaidBeforeText, saidBefore, writingForm } from './block-preview.tsx';
import { byWhom, type HeldReport, nameOfBlock, openReport } from './held-report.ts';
import { ReportStrip, reportCrumbs } from './report-parts.tsx';

const words = {
  write: text('Schrijven: {block}', 'Write: {block}'),
  add: text('Blok toevoegen', 'Add a block'),
  source: text('Tekst van dit blok', 'Text of this block'),
  sourceHint: text(
    'Een regel met „# ” begint een hoofdstuk, met „## ” een paragraaf. Getallen staan hier nooit zelf: voeg een cijfer in.',
    'A line with “# ” begins a chapter, with “## ” a section. Numbers never stand here themselves: insert a figure.',
  ),
  save: text('Bewaren en tonen', 'Save and show'),
  close: text('Opslaan en terug', 'Save and go back'),
  leave: text('Niet wijzigen', 'Do not change'),
  insert: text('Cijfer invoegen', 'Insert a figure'),
  history: text('Eerdere teksten van dit blok', 'Earlier texts of this block'),
  remove: text('Dit blok weghalen', 'Take this block out'),
  removeText: text(
    'Het blok komt niet in het verslag. U kunt het later terugzetten.',
    'The block does not come into the report. You can put it back later.',
  ),
  tooLong: text(
    'Dit blok is te lang. Het hoogste aantal tekens is {most}. Verdeel de tekst over meer blokken.',
    'This block is too long. The most characters are {most}. Divide the text over more blocks.',
  ),
  changed: text('Dit blok is gewijzigd terwijl u bezig was', 'This block was changed while you were at it'),
  changedText: text(
    'Er is nog niets opgeslagen en er is niets verloren. In het veld staat uw tekst; hieronder de tekst die er nu staat. Neem over wat moet blijven en sla het dan op.',
    'Nothing was saved yet and nothing is lost. The field holds your text; below is the text that stands now. Take over what is to stay and then save it.',
  ),
  standing: text('De tekst die er nu staat, van {who}', 'The text that stands now, by {who}'),
  ended: text(
    'Er is niets opgeslagen: dit verslag wordt niet meer geschreven, of dit blok is weggehaald',
    'Nothing was saved: this report is not written any more, or this block was taken out',
  ),
  endedText: text(
    'Uw tekst staat hieronder. Kopieer hem als u hem wilt bewaren.',
    'Your text is below. Copy it if you want to keep it.',
  ),
  inserted: text('Het cijfer staat onder aan de tekst', 'The figure stands at the end of the text'),
  insertedText: text(
    'Zet het waar u het hebben wilt en sla het blok op.',
    'Put it where you want it and save the block.',
  ),
  shown: text('Het voorbeeld is bijgewerkt.', 'The preview was brought up to date.'),
  saved: text('Het blok is opgeslagen.', 'The block was saved.'),
  none: text('Dit blok heeft nog maar één tekst gehad', 'This block has had one text so far'),
  take: text('Deze tekst weer gebruiken', 'Use this text again'),
} as const;

/** The page on which a block is written; beside it what becomes of it. */
export async function showWrite(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  const [, id = '', more] = held?.rest ?? [];
  if (!held?.writes) return notFound(visit);
  const { context, language } = visit;
  if (id === 'nieuw')
    return writePage(visit, held, { ...fresh, id: newId(), after: context.req.query('na') ?? '' }, []);
  const block = held.draft.blocks.find((one) => one.id === id);
  if (!block) return notFound(visit);
  if (more === 'eerder') return historyPage(visit, held, id);
  const given = { ...fresh, ...block, isNew: false };
  const inserted = insertedFigure(visit);
  if (inserted === null) return writePage(visit, held, given, []);
  return writePage(visit, held, { ...given, source: `${block.source.trimEnd()}\n\n${inserted}` }, [], {
    notice: (
      <Notice kind="info" title={words.inserted[language]}>
        <p>{words.insertedText[language]}</p>
      </Notice>
    ),
  });
}

const fresh = { version: '', source: '', after: '', isNew: true };

/** A figure that was chosen from the menu: it comes at the end of the text. */
function insertedFigure({ context }: SignedIn): string | null {
  const chosen = (context.req.query('invoegen') ?? '').replaceAll('\r', '');
  const isOurs =
    /^:n\[[a-z.-]{1,100}\](?:\{[^{}\n]{0,200}\})?$/.test(chosen) ||
    /^:::figure\{[^{}\n]{1,300}\}\n[^\n]{1,300}\n:::$/.test(chosen);
  return isOurs ? chosen : null;
}

interface Written {
  readonly id: string;
  readonly version: string;
  readonly source: string;
  /** Behind which block a new one comes. */
  readonly after: string;
  readonly isNew: boolean;
}

async function writePage(
  visit: SignedIn,
  held: HeldReport,
  written: Written,
  errors: readonly FieldError[],
  more: { readonly notice?: ComponentChildren; readonly status?: 200 | 400 | 409 } = {},
): Promise<Response> {
  const { language, to, context } = visit;
  const { draft, place } = held;
  const name = nameOfBlock(visit, written.source);
  const title = written.isNew ? words.add[language] : say(words.write[language], language, { block: name });
  const isSaved = errors.length === 0 && context.req.query('gedaan') === 'bewaard';
  const action = written.isNew ? `${place}/blok/nieuw` : `${place}/blok/${written.id}`;
  const isOpen = draft.endedAs === null;
  const said = await saidBefore(visit, held, written.isNew ? written.after : written.id);
  return renewingAnswer(
    <Page
      frame={frameOf(visit)}
      here={visit.to(held.place)}
      title={errors.length > 0 ? `${errorTitle[language]}${title}` : title}
      crumbs={reportCrumbs(visit, held)}
      wide
    >
      {errors.length > 0 && <ErrorSummary errors={errors} language={language} />}
      {isSaved && (
        <Notice kind="ok" title={words.saved[language]}>
          {null}
        </Notice>
      )}
      <h1>{title}</h1>
      <ReportStrip visit={visit} held={held} />
      {more.notice}
      <div class="dl-workbench">
        <section class="dl-flow">
          <form
            id={writingForm}
            method="post"
            action={to(action)}
            class="dl-form"
            novalidate
            {...(isOpen && !written.isNew
              ? { 'data-shown-in': previewPart, 'data-try': 'proef', 'data-told': words.shown[language] }
              : {})}
          >
            <input type="hidden" name="blok" value={written.id} />
            <input type="hidden" name="versie" value={written.version} />
            <input type="hidden" name="na" value={written.after} />
            <TextField
              id="tekst"
              label={words.source[language]}
              hint={words.sourceHint[language]}
              language={language}
              value={written.source}
              lines={16}
              {...errorOf(errors, 'tekst')}
            />
            {isOpen && (
              <div class="dl-buttons">
                <button type="submit" class="dl-button" name="doe" value="tonen">
                  {words.save[language]}
                </button>
                <button type="submit" class="dl-button dl-button--second" name="doe" value="terug">
                  {words.close[language]}
                </button>
                <a href={to(place)}>{words.leave[language]}</a>
              </div>
            )}
          </form>
          {!written.isNew && (
            <ul>
              {isOpen && (
                <li>
                  <a href={to(`${place}/cijfers?blok=${written.id}`)}>{words.insert[language]}</a>
                </li>
              )}
              <li>
                <a href={to(`${place}/blok/${written.id}/eerder`)}>{words.history[language]}</a>
              </li>
            </ul>
          )}
          {said && <SaidBeforeText said={said} visit={visit} />}
          {isOpen && !written.isNew && (
            <Disclosure title={words.remove[language]}>
              <form method="post" action={to(`${place}/ordenen`)}>
                <p>{words.removeText[language]}</p>
                <input type="hidden" name="blok" value={written.id} />
                <button type="submit" class="dl-button dl-button--second" name="doe" value="weg">
                  {words.remove[language]}
                </button>
              </form>
            </Disclosure>
          )}
        </section>
        {!written.isNew && <BlockPreview visit={visit} held={held} typed={written} />}
      </div>
      <RenewScript visit={visit} />
    </Page>,
    more.status ?? (errors.length > 0 ? 400 : 200),
  );
}

/** Saves a block, or adds one. */
export async function takeWrite(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  const [, id = ''] = held?.rest ?? [];
  if (!held?.writes) return notFound(visit);
  const { language } = visit;
  const typed = await readForm(visit.context, ['blok', 'versie', 'na', 'tekst', 'doe']);
  const isNew = id === 'nieuw';
  const written = {
    id: typed('blok'),
    version: typed('versie'),
    source: typed('tekst'),
    after: typed('na'),
    isNew,
  };
  if (!isId(written.id) || (!isNew && written.id !== id)) return notFound(visit);
  const fault =
    written.source.length > longestBlock
      ? say(words.tooLong[language], language, { most: longestBlock })
      : textFault(written.source, longestBlock)?.[language];
  if (fault !== undefined) return writePage(visit, held, written, [{ field: 'tekst', message: fault }]);
  // What somebody is typing is only shown.
  if (typed('doe') === 'proef' && !isNew) return writePage(visit, held, written, []);
  const { door } = visit.premises;
  const report = held.draft.id;
  const outcome = isNew
    ? await perform(door, visit.actor, addBlock, concern, {
        report,
        block: written.id,
        after: isId(written.after) ? written.after : null,
        source: written.source,
      })
    : await perform(door, visit.actor, saveBlock, concern, {
        report,
        block: id,
        version: isId(written.version) ? written.version : newId(),
        source: written.source,
      });
  if (outcome === 'done' && typed('doe') === 'berekenen')
    await perform(door, visit.actor, askFigures, concern, { report });
  if (outcome === 'done')
    return goTo(
      visit,
      typed('doe') === 'terug'
        ? `${held.place}?gedaan=${isNew ? 'toegevoegd' : 'bewaard'}`
        : `${held.place}/blok/${written.id}?gedaan=bewaard`,
    );
  const now = (await openReport(visit, part)) ?? held;
  const standing = now.draft.blocks.find((one) => one.id === written.id);
  if (outcome === 'changed' && standing)
    return writePage(visit, now, { ...written, version: standing.version }, [], {
      status: 409,
      notice: (
        <Notice kind="warn" title={words.changed[language]}>
          <p>{words.changedText[language]}</p>
          <p>
            {say(words.standing[language], language, {
              who: byWhom(now.draft, standing.by, standing.at, language),
            })}
          </p>
          <pre class="dl-source">{standing.source}</pre>
        </Notice>
      ),
    });
  return writePage(visit, now, written, [], {
    status: 409,
    notice: (
      <Notice kind="danger" title={words.ended[language]}>
        <p>{words.endedText[language]}</p>
      </Notice>
    ),
  });
}

async function historyPage(visit: SignedIn, held: HeldReport, block: string): Promise<Response> {
  const { language, to } = visit;
  const versions = await look(visit.premises.door, visit.actor, blockHistory, concern, {
    report: held.draft.id,
    block,
  });
  const texts = versions.filter(({ source }, index) => versions[index + 1]?.source !== source);
  const place = `${held.place}/blok/${block}`;
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      here={visit.to(held.place)}
      title={words.history[language]}
      crumbs={[
        ...reportCrumbs(visit, held),
        { href: to(place), label: nameOfBlock(visit, versions[0]?.source ?? '') },
      ]}
    >
      <h1>{words.history[language]}</h1>
      <ReportStrip visit={visit} held={held} />
      {texts.length <= 1 && <p>{words.none[language]}.</p>}
      {texts.map((one, index) => (
        <section key={one.version} class="dl-flow">
          <h2>{byWhom(held.draft, one.by, one.at, language)}</h2>
          <pre class="dl-source">{one.source}</pre>
          {index > 0 && held.draft.endedAs === null && (
            <form method="post" action={to(place)}>
              <input type="hidden" name="blok" value={block} />
              <input type="hidden" name="versie" value={versions[0]?.version} />
              <input type="hidden" name="na" value="" />
              <input type="hidden" name="tekst" value={one.source} />
              <button type="submit" class="dl-button dl-button--second" name="doe" value="tonen">
                {words.take[language]}
              </button>
            </form>
          )}
        </section>
      ))}
    </Page>,
  );
}
