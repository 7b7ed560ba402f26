/** The scripts of a page: files of this origin by address, and those written in the page that have these hashes. */
export interface PageScripts {
  /** Hashes of scripts in the page itself, as in CSP: `sha256-…`. */
  readonly hashes?: readonly string[];
  /** Names of the Trusted Types policies that its scripts make; none without this. */
  readonly trustedTypes?: readonly string[];
  /** Whether the browser is to send no form of this page by itself, whatever becomes of the script. */
  readonly noForms?: boolean;
}

/** Which pages of an origin may run scripts: none, those that ask, or those that ask at these addresses. */
export type ScriptRule = 'never' | 'where asked' | ReadonlySet<string>;

const withoutScripts = [
  "default-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

/** The policy of a page of ours: no script at all; style, font and pictures only from here. */
export const pagePolicy = withoutScripts.join('; ');

/**
 * The policy of a page that runs scripts: ours alone, and they put no text where the browser would run it (Trusted
 * Types): a fault in one of them cannot be made to run what somebody typed.
 */
function scriptPolicy({ hashes = [], trustedTypes = [], noForms = false }: PageScripts): string {
  const types = trustedTypes.length > 0 ? trustedTypes.join(' ') : "'none'";
  return [
    ...withoutScripts.map((one) => (noForms && one.startsWith('form-action') ? "form-action 'none'" : one)),
    `script-src ${["'self'", ...hashes.map((hash) => `'${hash}'`)].join(' ')}`,
    "connect-src 'self'",
    "require-trusted-types-for 'script'",
    `trusted-types ${types}`,
  ].join('; ');
}

const asked = new WeakMap<Response, PageScripts>();

/** Says of an answer that its page runs these scripts. Without this a page runs none. */
export function runsScripts(answer: Response, scripts: PageScripts): Response {
  asked.set(answer, scripts);
  return answer;
}

/** The policy of an answer. Where no script may run a page asks for it in vain. */
export function policyOf(answer: Response, rule: ScriptRule, path: string): string {
  const may = typeof rule === 'string' ? rule === 'where asked' : rule.has(path);
  const scripts = may ? asked.get(answer) : undefined;
  return scripts ? scriptPolicy(scripts) : pagePolicy;
}
