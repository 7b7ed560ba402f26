import type { ComponentChildren } from 'preact';

export type NoticeKind = 'info' | 'ok' | 'warn' | 'danger';

const signs: Readonly<Record<NoticeKind, string>> = {
  info: 'M11 10h2v8h-2zM11 6h2v2h-2z',
  ok: 'M10 16.2l-3.6-3.6L5 14l5 5 9-9-1.4-1.4z',
  warn: 'M11 8h2v6h-2zM11 16h2v2h-2z',
  danger: 'M8.4 7L7 8.4l3.6 3.6L7 15.6 8.4 17l3.6-3.6 3.6 3.6 1.4-1.4-3.6-3.6L17 8.4 15.6 7 12 10.6z',
};

/** A notice: a sign, a word that says of what kind it is, and the text. Colour alone says nothing. */
export function Notice({
  kind,
  title,
  children,
}: {
  kind: NoticeKind;
  title: string;
  children: ComponentChildren;
}) {
  return (
    <div class={`dl-notice dl-notice--${kind}`}>
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
        <path d={signs[kind]} fill="currentColor" />
      </svg>
      <div>
        <p class="dl-notice__title">{title}</p>
        {children}
      </div>
    </div>
  );
}
