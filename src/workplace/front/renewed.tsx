import type { ComponentChildren, VNode } from 'preact';
import { runsScripts } from '../../platform/web/front/page-policy.ts';
import { pageAnswer, type SignedIn } from './visit.ts';

/**
 * Something that the program is making: the page is shown anew when it is made, where a script runs.
 *
 * @param part the id of the part of the page that is shown anew; without it the whole page, on which nobody types
 */
export function WaitsFor({ part = '', children }: { part?: string; children: ComponentChildren }) {
  return <div data-renew={part}>{children}</div>;
}

/** The script by which pages change by themselves. */
export function RenewScript({ visit: { premises } }: { visit: SignedIn }) {
  return <script type="module" src={premises.assets.renewScript} />;
}

/** Answers with a page that changes by itself; it has a {@link RenewScript}. */
export function renewingAnswer(page: VNode, status: 200 | 400 | 409 = 200): Response {
  return runsScripts(pageAnswer(page, status), {});
}
