import { z } from 'zod';
import type { ProfileFiles } from './profile.ts';
import type { RetentionTerms } from './retention.ts';

const profileObject = z.looseObject({});

/** The files of a profile with other retention terms and nothing else changed. */
export function withRetention(files: ProfileFiles, retention: RetentionTerms): ProfileFiles {
  const { namesKeptMonths: _older, ...profile } = profileObject.parse(files['profile.json']);
  return { ...files, 'profile.json': { ...profile, retention } };
}
