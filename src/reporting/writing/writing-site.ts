import type { Hono } from 'hono';
import type { VNode } from 'preact';
import { type Language, languages } from '../../platform/language/text.ts';
import { renderPage } from '../../platform/web/answers/render.ts';
import { reportAddresses } from '../../platform/web/front/methods.ts';
import { runsScripts } from '../../platform/web/front/page-policy.ts';
import type { Reading } from '../where-to-turn/pages/sheet-page.tsx';
import { mailboxPage } from './mailbox-page.tsx';
import { writingPage } from './writing-page.tsx';
import type { WrittenChannel } from './written-channel.ts';

/** Adds the two pages by which one writes and reads back; while the channel is closed there are none, and one does not write when a list ended. */
export function addWritingPages(
  site: Hono,
  {
    channel,
    reading,
  }: {
    channel: () => Promise<WrittenChannel | null>;
    /** What a page in a language is made with; null while the database is gone. */
    reading: (language: Language) => Promise<Reading | null>;
  },
): void {
  const pages: readonly (readonly [string, (reading: Reading, channel: WrittenChannel) => VNode])[] = [
    [reportAddresses.write, writingPage],
    [reportAddresses.mailbox, mailboxPage],
  ];
  for (const language of languages)
    for (const [path, page] of pages)
      site.get(`${language === 'nl' ? '' : `/${language}`}${path}`, async (context, next) => {
        const open = await channel();
        const shown = open && (await reading(language));
        if (!open || !shown || (path === reportAddresses.write && !open.takesReports)) return next();
        return runsScripts(context.html(renderPage(page(shown, open))) as Response, { noForms: true });
      });
}
