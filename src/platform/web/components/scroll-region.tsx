import type { ComponentChildren } from 'preact';

/** A region that scrolls by itself, so that the page never does. It can be reached by keyboard (WCAG 2.1.1). */
export function ScrollRegion({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section class="dl-table-region" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
