import { Fragment, type VNode } from 'preact';
import { dateInWords } from '../../../platform/language/dates.ts';
import { say } from '../../../platform/language/messages.ts';
import type { Text } from '../../../platform/language/text.ts';
import { Disclosure } from '../../../platform/web/components/disclosure.tsx';
import { Notice } from '../../../platform/web/components/notice.tsx';
import { TextTable } from '../../../platform/web/components/text-table.tsx';
import { figuresAmong, restatedNumbers } from '../../earlier/restated-figures.ts';
import type { Method as MethodModel, PublishedFigure } from '../../report-model.ts';
import { type ChapterSetting, changesAnchor } from '../setting.ts';
import { reportWords } from '../words.ts';
import { Noted } from './word-pieces.tsx';

/** How the report was made, protected and checked; what is incomplete and what was corrected. */
export function Method({ setting }: { setting: ChapterSetting }) {
  const { model, chapterLanguage: language } = setting;
  const { method } = model;
  const words = reportWords[language].method;
  return (
    <div class="dl-flow">
      <h3>{words.made}</h3>
      <p>
        {say(model.draft ? words.draftBy : words.madeBy, language, {
          program: model.program.name,
          version: model.program.version,
          date: model.draft ? '' : dateInWords(model.publishedOn, language),
        })}
      </p>
      <h3>{words.protection}</h3>
      <p>{say(words.protectionText, language, { threshold: method.threshold })}</p>
      <Classes method={method} setting={setting} />
      <h3>{words.audit}</h3>
      <Audit method={method} setting={setting} />
      <Texts title={words.coarsened} texts={method.coarsened} setting={setting} />
      <Texts title={words.headcount} texts={method.headcount} setting={setting} />
      <Texts title={words.completeness} texts={method.completeness} setting={setting} />
      <Texts title={words.uncomputable} texts={method.uncomputable} setting={setting} />
      <Exceptions method={method} setting={setting} />
      <h3 id={changesAnchor}>{words.revisions}</h3>
      <Revisions setting={setting} />
    </div>
  );
}

function Classes({ method, setting }: { method: MethodModel; setting: ChapterSetting }) {
  const all = reportWords[setting.chapterLanguage];
  const words = all.method;
  return (
    <TextTable
      caption={words.classes}
      heads={[words.class, words.meaning, words.number]}
      rows={method.classes.map((one) => [all.classes[one.class], all.classMeanings[one.class], one.figures])}
    />
  );
}

function Audit({ method, setting }: { method: MethodModel; setting: ChapterSetting }) {
  const language = setting.chapterLanguage;
  const words = reportWords[language].method;
  const { audit } = method;
  return (
    <Notice
      kind={audit.passed ? 'ok' : 'danger'}
      title={audit.passed ? words.auditPassed : words.auditFailed}
    >
      <p>
        {say(words.auditCells, language, { cells: audit.cells })}{' '}
        {say(words.auditHidden, language, { hidden: audit.hidden })} {words.patterns[audit.pattern]}
      </p>
      {audit.hidden > 0 && <p>{say(words.auditRange, language, { threshold: method.threshold })}</p>}
      {audit.besideList && <p>{words.auditBeside}</p>}
      {audit.ownCell && <p>{say(words.auditOwn[audit.ownCell.against], language, { ...audit.ownCell })}</p>}
      {method.outside && <p>{say(words.auditOutside, language, { ...method.outside })}</p>}
      <p>{words.attackers}:</p>
      <ul>
        {audit.attackers.map((attacker) => (
          <li key={attacker.nl}>{attacker[language]}</li>
        ))}
      </ul>
    </Notice>
  );
}

function Texts({
  title,
  texts,
  setting,
}: {
  title: string;
  texts: readonly Text[];
  setting: ChapterSetting;
}) {
  if (texts.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {texts.map((one) => (
          <li key={one.nl}>
            <Noted
              text={one[setting.chapterLanguage]}
              language={setting.chapterLanguage}
              model={setting.model}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function Exceptions({ method, setting }: { method: MethodModel; setting: ChapterSetting }) {
  const words = reportWords[setting.chapterLanguage].method;
  if (method.exceptions.length === 0) return null;
  return (
    <>
      <h3>{words.exceptions}</h3>
      <p>{words.exceptionsIntro}</p>
      <TextTable
        caption={words.exceptions}
        captionHidden
        heads={[words.text, words.kind, words.source]}
        rows={method.exceptions.map((one) => [one.text, words.fixed[one.type], one.source])}
      />
    </>
  );
}

/** Which cells stand otherwise than in an earlier report: how many in a sentence, each of them one press away. */
function Revisions({ setting }: { setting: ChapterSetting }) {
  const language = setting.chapterLanguage;
  const words = reportWords[language].method;
  const numbers = restatedNumbers(setting.model.figures, language);
  if (numbers.length === 0) return <p>{words.noRevisions}</p>;
  const link = ({ id, title }: PublishedFigure) => <a href={setting.figureAddress(id)}>{title[language]}</a>;
  const { change } = words;
  return (
    <>
      <p>
        {say(words.revisionsSummary, language, { numbers: numbers.length, figures: figuresAmong(numbers) })}
      </p>
      <Disclosure title={words.revisionsAll}>
        <TextTable
          caption={words.revisions}
          captionHidden
          heads={[
            change.figure,
            change.place,
            change.year,
            change.report,
            change.was,
            change.now,
            change.cause,
          ]}
          rows={numbers.map(({ figure, place, year, publication, was, now, cause, also }) => [
            <>
              {link(figure)}
              {also.length > 0 && <AlsoIn figures={also} setting={setting} link={link} />}
            </>,
            place === '' ? change.whole : place,
            year,
            publication,
            was,
            now,
            cause[language],
          ])}
        />
      </Disclosure>
    </>
  );
}

/** The other figures in which a number stands, in brackets. */
function AlsoIn({
  figures,
  setting,
  link,
}: {
  figures: readonly PublishedFigure[];
  setting: ChapterSetting;
  link: (figure: PublishedFigure) => VNode;
}) {
  const language = setting.chapterLanguage;
  const [before, after] = reportWords[language].method.alsoIn.split('{figures}');
  return (
    <>
      {' '}
      ({before}
      {figures.map((figure, index) => (
        <Fragment key={figure.id}>
          {index > 0 && '; '}
          {link(figure)}
        </Fragment>
      ))}
      {after})
    </>
  );
}
