import { ExplainedError } from '../platform/language/explained-error.ts';
import { sameText, type Text, text } from '../platform/language/text.ts';
import { chainAbove, type Structure, type Validity } from './structure.ts';

/** A description of an organisation contradicts itself, or leaves out what records are about; nothing was written. */
export class DescriptionRefused extends ExplainedError {
  override readonly name = 'DescriptionRefused';
}

/** Refuses a description whose units cannot stand as they are described. Throws {@link DescriptionRefused}. */
export function refuseContradictions(description: Structure): void {
  const keys = new Set<string>();
  for (const { key } of description.units) {
    if (keys.has(key))
      throw descriptionRefused('unit-twice', key, {
        nl: `Het onderdeel ${key} staat er tweemaal.`,
        en: `The unit ${key} stands twice.`,
      });
    keys.add(key);
  }
  const known = (key: string, where: string) => {
    if (!keys.has(key))
      throw descriptionRefused('unit-unknown', where, {
        nl: `Er is geen onderdeel ${key}, dat hier wordt genoemd.`,
        en: `There is no unit ${key}, which is named here.`,
      });
  };
  known(description.root, 'root');
  for (const unit of description.units) {
    for (const { parent } of unit.parents) known(parent, `${unit.key}, parents`);
    refuseSameStart(unit.key, 'names', unit.names);
    refuseSameStart(unit.key, 'parents', unit.parents);
  }
  for (const { from, to, on } of description.successions) {
    known(from, `successions, ${from} → ${to}, ${on}`);
    known(to, `successions, ${from} → ${to}, ${on}`);
  }
  refuseCircles(description);
}

function refuseSameStart(unit: string, field: string, facts: readonly Validity[]): void {
  const starts = facts.map((fact) => fact.from ?? '');
  const twice = starts.find((start, index) => starts.indexOf(start) < index);
  if (twice === undefined) return;
  throw descriptionRefused('same-start', `${unit}, ${field}`, {
    nl: `Twee gegevens beginnen op dezelfde dag (${twice === '' ? 'zonder begin' : twice}).`,
    en: `Two facts begin on the same day (${twice === '' ? 'without a beginning' : twice}).`,
  });
}

/** A unit that stands above itself, on the first day that it does. */
function refuseCircles(description: Structure): void {
  const days = new Set(['0001-01-01']);
  for (const { parents } of description.units) for (const { from } of parents) if (from) days.add(from);
  for (const day of [...days].sort()) {
    for (const { key } of description.units) {
      try {
        chainAbove(description, key, day);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        throw descriptionRefused('circle', `${key}, parents`, {
          nl: `Op ${day === '0001-01-01' ? 'zijn vroegste plaats' : day} staat dit onderdeel in een kring boven zichzelf.`,
          en: `On ${day === '0001-01-01' ? 'its earliest place' : day} this unit stands in a circle above itself.`,
        });
      }
    }
  }
}

/** Units that were described before and are left out now, although records are about them. */
export function unitsLeftOut(units: readonly string[]): DescriptionRefused {
  const list = units.join(', ');
  return new DescriptionRefused('unit-left-out', {
    what: text(
      `De beschrijving laat onderdelen weg waarover registraties of opgaven bestaan: ${list}.`,
      `The description leaves out units about which there are records or returns: ${list}.`,
    ),
    where: text('de onderdelen (units)', 'the units'),
    kept: keptStructure,
    next: text(
      'Een onderdeel dat ophoudt verdwijnt niet: laat het staan en geef het een einddag (until) en een opvolging.',
      'A unit that ends does not vanish: leave it in and give it a last day (until) and a succession.',
    ),
  });
}

/**
 * Units that stand and are left out now, without it being said that they end.
 *
 * @param units each by key and name
 */
export function unitsDropped(units: readonly string[]): DescriptionRefused {
  const list = units.map((unit) => `\n  ${unit}`).join('');
  return new DescriptionRefused('units-dropped', {
    what: text(
      `De beschrijving laat onderdelen weg die er nu zijn:${list}`,
      `The description leaves out units that there are now:${list}`,
    ),
    where: text('de onderdelen (units)', 'the units'),
    kept: keptStructure,
    next: text(
      'Zet ze terug in het bestand. Horen zij er echt niet bij, voeg dan --drop toe: zij vervallen vanaf nu, en wat er stond blijft bewaard. Een onderdeel dat er was en ophield, krijgt een einddag (until).',
      'Put them back in the file. If they really do not belong, add --drop: they end from now on, and what stood there is kept. A unit that was there and ended gets a last day (until).',
    ),
  });
}

const keptStructure = text(
  'De organisatie zoals zij beschreven was; er is niets gewijzigd.',
  'The organisation as it was described; nothing was changed.',
);

function descriptionRefused(code: string, where: string, what: Text): DescriptionRefused {
  return new DescriptionRefused(code, {
    what,
    where: sameText(where),
    kept: keptStructure,
    next: text(
      'Verbeter de beschrijving op die plaats en voer de opdracht opnieuw uit.',
      'Correct the description at that place and run the command again.',
    ),
  });
}
