import { join } from 'node:path';
import { wholeCatalogue } from '../app.ts';
import { findCode } from '../codes/code-lists.ts';
import { type Profile, ProfileError } from '../codes/profile.ts';
import { nearestFirst } from '../platform/language/nearest.ts';
import { type Language, sameText, text } from '../platform/language/text.ts';
import { registers } from '../registers.ts';

/**
 * Refuses a profile that the program cannot work with: registers or figures that do not exist, or lists that are
 * missing. Throws a ProfileError.
 *
 * @param folder where the profile was read
 */
export function refuseUnusable(profile: Profile, folder: string): void {
  refuseUnknownRegisters(profile, folder);
  refuseUnknownFigures(profile, folder);
  refuseMissingLists(profile, folder);
}

/**
 * Codes that the organisation has now and that a profile neither has nor replaces: what was registered with them would
 * count as not recorded. Throws a ProfileError that names them.
 */
export function refuseLostCodes(now: Profile, next: Profile, folder: string): void {
  const lost = [...now.codes.values()].flatMap(({ key, codes }) => {
    const list = next.codes.get(key);
    return codes
      .filter(({ code }) => !list || !findCode(list, code))
      .map(({ code, label }) => ({ file: `codes/${key}.json`, code, label }));
  });
  if (lost.length === 0) return;
  const named = (language: Language) =>
    lost.map(({ file, code, label }) => `\n  ${file}: ${code} (${label[language]})`).join('');
  throw new ProfileError('codes-lost', {
    what: text(
      `Dit profiel mist codes die de organisatie nu heeft; wat ermee is geregistreerd, zou als „niet vastgelegd” tellen:${named('nl')}`,
      `This profile lacks codes that the organisation has now; what was registered with them would count as “not recorded”:${named('en')}`,
    ),
    where: sameText(folder),
    kept: keptAll,
    next: text(
      'Laat een code die vervalt staan, met „until”; noem een code die vervangen is bij de nieuwe onder „replaces”. Is er niets mee geregistreerd, voeg dan --drop toe.',
      'Leave a code that ends in the list, with “until”; name a code that is replaced at the new one under “replaces”. If nothing was registered with it, add --drop.',
    ),
  });
}

const keptAll = text(
  'De organisatie en haar profiel zoals zij waren; er is niets gewijzigd.',
  'The organisation and its profile as they were; nothing was changed.',
);

/** A figure that is to be guarded under a name that none bears would stay open, unseen. Throws a ProfileError. */
function refuseUnknownFigures({ guardedFigures = [] }: Profile, folder: string): void {
  const ids = wholeCatalogue.figures.map(({ id }) => id);
  const unknown = guardedFigures.filter((id) => !ids.includes(id));
  if (unknown.length === 0) return;
  const meant = unknown.map((id) => `${id} (${nearestFirst(id, ids)[0] ?? ''})`).join(', ');
  throw new ProfileError('figure-unknown', {
    what: text(
      `Onder "guardedFigures" noemt dit profiel cijfers die er niet zijn, met erachter het cijfer dat er het meest op lijkt: ${meant}.`,
      `Under "guardedFigures" this profile names figures that do not exist, with the nearest that does behind each: ${meant}.`,
    ),
    where: sameText(join(folder, 'profile.json')),
    kept: keptAll,
    next: text(
      'Verbeter de namen; „explain” zonder cijfer noemt ze alle.',
      'Correct the names; “explain” without a figure names them all.',
    ),
  });
}

/**
 * A list by which fields of the registers are coded and that the profile lacks: nothing could be read into them. Throws
 * a ProfileError.
 */
function refuseMissingLists({ codes, registersOff }: Profile, folder: string): void {
  const kept = registers.filter(({ key }) => !registersOff.includes(key));
  const asked = kept.flatMap(({ imports }) =>
    imports.flatMap(({ columns }) => columns.flatMap(({ list }) => list ?? [])),
  );
  const missing = [...new Set(asked)].filter((list) => !codes.has(list));
  if (missing.length === 0) return;
  const files = missing.map((list) => `codes/${list}.json`).join(', ');
  throw new ProfileError('list-missing', {
    what: text(
      `Dit profiel mist ${missing.length === 1 ? 'een codelijst' : 'codelijsten'} van registers die u bijhoudt: ${files}.`,
      `This profile lacks ${missing.length === 1 ? 'a code list' : 'code lists'} of registers that you keep: ${files}.`,
    ),
    where: sameText(folder),
    kept: keptAll,
    next: text(
      'Neem de lijst over uit een meegeleverd profiel (map profiles), of noem het register onder "registersOff" als u het niet bijhoudt.',
      'Take the list from a profile that comes with the program (folder profiles), or name the register under "registersOff" if you do not keep it.',
    ),
  });
}

/** A register that is turned off under a name that none bears would go on being kept, unseen. Throws a ProfileError. */
function refuseUnknownRegisters({ registersOff }: Profile, folder: string): void {
  const keys = registers.map(({ key }) => key);
  const unknown = registersOff.find((key) => !keys.includes(key));
  if (unknown === undefined) return;
  throw new ProfileError('register-unknown', {
    what: text(
      `Er is geen register „${unknown}”, dat dit profiel onder "registersOff" uitzet.`,
      `There is no register “${unknown}”, which this profile turns off under "registersOff".`,
    ),
    where: sameText(join(folder, 'profile.json')),
    kept: keptAll,
    next: text(
      `Noem een register dat er is: ${keys.join(', ')}.`,
      `Name a register that exists: ${keys.join(', ')}.`,
    ),
  });
}
