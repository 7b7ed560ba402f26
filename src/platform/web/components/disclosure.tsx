import type { ComponentChildren } from 'preact';

/** A part that opens by a press: the browser's own, so it works by keyboard and without script. */
export function Disclosure({
  title,
  open,
  children,
}: {
  title: ComponentChildren;
  open?: boolean;
  children: ComponentChildren;
}) {
  return (
    <details class="dl-disclosure" open={open}>
      <summary>{title}</summary>
      <div class="dl-disclosure__body">{children}</div>
    </details>
  );
}
