import { z } from 'zod';
import { ExplainedError } from '../platform/language/explained-error.ts';
import { text } from '../platform/language/text.ts';
import { type ProfileFiles, profileFromFiles } from './profile.ts';

/** Thresholds that cannot be changed as asked. */
class ThresholdsRefused extends ExplainedError {
  override readonly name = 'ThresholdsRefused';
}

/** The numbers of a profile on which two people agree: what must be reported, and what small numbers may be known. */
export const thresholdsSchema = z.strictObject({
  /** Euro, as the profile writes it: "50" or "50.00". */
  giftThresholdEuro: z.string().regex(/^\d{1,7}(\.\d{1,2})?$/),
  /** Below this a number is small. */
  protectionThreshold: z.number().int().min(3).max(10),
  protectionAgainst: z.enum(['singletons', 'every']),
  /** Figures that are open elsewhere and guarded here, in order. */
  guardedFigures: z.array(z.string()),
});
export type Thresholds = z.infer<typeof thresholdsSchema>;

/** The thresholds of a profile, the guarded figures each once and in order. */
export function thresholdsOf(files: ProfileFiles): Thresholds {
  const { policies, guardedFigures = [] } = profileFromFiles(files, null);
  return {
    giftThresholdEuro: policies.giftThresholdEuro,
    protectionThreshold: policies.protectionThreshold,
    protectionAgainst: policies.protectionAgainst ?? 'singletons',
    guardedFigures: [...new Set(guardedFigures)].sort(),
  };
}

/** Whether two sets of thresholds say the same. */
export function sameThresholds(one: Thresholds, other: Thresholds): boolean {
  return JSON.stringify(thresholdsSchema.parse(one)) === JSON.stringify(thresholdsSchema.parse(other));
}

const profileObject = z.looseObject({ policies: z.looseObject({}) });

/** The files of a profile with other thresholds and nothing else changed. */
export function withThresholds(files: ProfileFiles, thresholds: Thresholds): ProfileFiles {
  const profile = profileObject.parse(files['profile.json']);
  const { guardedFigures, ...policies } = thresholds;
  return {
    ...files,
    'profile.json': {
      ...profile,
      policies: { ...profile.policies, ...policies },
      guardedFigures: [...new Set(guardedFigures)].sort(),
    },
  };
}

/** A person changes thresholds that another has to approve. */
export function thresholdsUnapproved(): ThresholdsRefused {
  return new ThresholdsRefused('thresholds-unapproved', {
    what: text(
      'Dit profiel heeft andere drempels dan nu gelden (grens voor geschenken, kleinste getoonde aantal, tegen wie wordt beschermd, of welke cijfers beschermd zijn). Die wijzigt niemand alleen: een andere functioneel beheerder keurt ze goed.',
      'This profile has other thresholds than hold now (limit for gifts, smallest number shown, against whom is protected, or which figures are guarded). Nobody changes those alone: another functional administrator approves them.',
    ),
    where: text('profile.json, policies en guardedFigures', 'profile.json, policies and guardedFigures'),
    kept: text(
      'De organisatie en haar profiel zoals zij waren; er is niets gewijzigd.',
      'The organisation and its profile as they were; nothing was changed.',
    ),
    next: text(
      'Stel de drempels voor op de werkplek (Instellingen, Drempels wijzigen) en laat ze goedkeuren. Leg daarna dit profiel vast, met dezelfde drempels.',
      'Propose the thresholds in the workplace (Settings, Change thresholds) and have them approved. Record this profile after that, with the same thresholds.',
    ),
  });
}
