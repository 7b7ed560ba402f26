import type { Visit } from '../front/visit.ts';

/** An address of this workplace to go on to; the start for anything that could lead elsewhere. */
export function localPath(asked: string | undefined): string {
  if (asked === undefined || !/^\/(?![/\\])[\w\-./?=&%]*$/.test(asked)) return '/';
  // Signing in and out lead back to themselves.
  return /^(\/en)?\/(aanmelden|afmelden)/.test(asked) ? '/' : asked;
}

/** Where somebody goes who signed in: the address that was asked for, with its language; else home in the own language. */
export function onwards({ to }: Visit, asked: string | undefined): string {
  const path = localPath(asked);
  return path === '/' ? to('/') : path;
}
