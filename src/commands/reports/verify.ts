import { publicationActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { inEach, sameText, type Text, text } from '../../platform/language/text.ts';
import { type PublicationLine, publicationList } from '../../publication/records.ts';
import type { VerifyStep } from '../../publication/verify.ts';
import { verifyPublication } from '../../publication/verify-publication.ts';
import { stateWords } from '../../tables/state-words.ts';
import { actingHelp, actingOptions, actorOf } from '../acting.ts';
import { type Command, confidentialLine, hasOption, textOption, WrongUse } from '../command.ts';
import { chosenOrganisation } from '../organisation-option.ts';
import { verifyAudit } from './verify-audit.ts';

/** `verify <report>`: recomputes a publication, hashes its files, and compares it with today's registers. */
export const verifyCommand: Command = {
  name: 'verify',
  use: text('verify <verslag> [--version 1] | verify audit', 'verify <report> [--version 1] | verify audit'),
  what: text(
    'Rekent een publicatie na en vergelijkt haar met de registers van nu; audit: controleert de vastlegging',
    'Recomputes a publication and compares it with the registers of today; audit: checks the audit trail',
  ),
  words: 1,
  options: { ...actingOptions, version: { type: 'string' }, json: { type: 'boolean' } },
  help: {
    ...actingHelp,
    version: text('Welke versie; anders de nieuwste', 'Which version; otherwise the newest'),
    json: text('De uitkomst als JSON', 'The outcome as JSON'),
  },
  busy: text('Bezig met narekenen …', 'Recomputing …'),
  run: async (given, terminal, open) => {
    const [slug] = given.words;
    if (!slug)
      throw new WrongUse(text('Zeg welk verslag, bijvoorbeeld 2025.', 'Say which report, for example 2025.'));
    const daglicht = await open();
    const organisation = await chosenOrganisation(given, daglicht);
    if (slug === 'audit') return verifyAudit(organisation, daglicht, terminal, hasOption(given, 'json'));
    const { door } = organisation;
    const lines = await look(door, publicationActor, publicationList, concern, {});
    const wanted = textOption(given, 'version');
    const line = lines.find(
      (one) => one.slug === slug && (wanted === undefined || one.version === Number(wanted)),
    );
    if (!line) throw new WrongUse(notThere(slug, wanted, lines));
    const key = { slug: line.slug, version: line.version };
    const { steps, differences } = await verifyPublication(
      organisation,
      await actorOf(given, terminal, organisation),
      key,
    );
    if (hasOption(given, 'json')) {
      terminal.data(
        JSON.stringify({ confidential: confidentialLine, publication: key, steps, differences }, null, 2),
      );
    } else {
      terminal.out(confidentialLine);
      for (const step of steps) terminal.out(stepLine(step));
      terminal.out(
        differences.length === 0
          ? text('\nDe registers van nu geven hetzelfde.', '\nThe registers of today give the same.')
          : text(
              `\nDe registers geven nu iets anders (${differences.length}):`,
              `\nThe registers give something else today (${differences.length}):`,
            ),
      );
      const shown = differences.slice(0, 40);
      for (const one of shown) {
        terminal.out(
          inEach`  ${one.named}: ${text('gepubliceerd', 'published')} ${inWords(one.published)}, ${text('nu', 'today')} ${inWords(one.today)} (${one.cause})`,
        );
      }
      if (shown.length < differences.length)
        terminal.out(
          text(
            `  … en nog ${differences.length - shown.length}; --json geeft ze alle.`,
            `  … and ${differences.length - shown.length} more; --json gives them all.`,
          ),
        );
    }
    return steps.some((step) => step.holds === false) ? 1 : 0;
  },
};

/** The word before a step, in a column of its own. */
function verdictOf({ holds }: VerifyStep): Text {
  if (holds === null) return text('-     ', '-     ');
  return holds ? text('klopt ', 'holds ') : text('NIET  ', 'NOT   ');
}

function stepLine(step: VerifyStep): Text {
  const line = inEach`${verdictOf(step)} ${step.what}  ${step.detail.slice(0, 16)}`;
  return text(line.nl.trimEnd(), line.en.trimEnd());
}

/** Which publications or versions there are, when the one that was asked is not among them. */
function notThere(slug: string, version: string | undefined, lines: readonly PublicationLine[]): Text {
  const versions = lines.filter((one) => one.slug === slug).map((one) => one.version);
  if (versions.length > 0)
    return text(
      `Van publicatie „${slug}” is er geen versie „${version}”. Wel: ${versions.join(', ')}.`,
      `Publication “${slug}” has no version “${version}”. It has: ${versions.join(', ')}.`,
    );
  const slugs = [...new Set(lines.map((one) => one.slug))];
  return text(
    `Er is geen publicatie „${slug}”. Wel: ${slugs.join(', ') || 'nog geen enkele'}.`,
    `There is no publication “${slug}”. There are: ${slugs.join(', ') || 'none yet'}.`,
  );
}

/** A number as it is; a state in the word that stands for it in a table: "niet opgegeven", "·". */
function inWords(told: string): Text {
  if (told === 'ontbreekt') return text('ontbreekt', 'is missing');
  return Object.entries(stateWords).find(([state]) => state === told)?.[1] ?? sameText(told);
}
