/** An address of this workplace to go on to; the start for anything that could lead elsewhere. */
export function localPath(asked: string | undefined): string {
  if (asked === undefined || !/^\/(?![/\\])[\w\-./?=&%]*$/.test(asked)) return '/';
  // Signing in and out lead back to themselves.
  return /^\/(aanmelden|afmelden)/.test(asked) ? '/' : asked;
}
