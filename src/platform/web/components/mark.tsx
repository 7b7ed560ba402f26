/** The mark: a low sun over a line. Decoration: the name stands beside it. */
export function Mark() {
  return (
    <svg class="dl-mark" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false">
      <path d="M8 29a12 12 0 0 1 24 0z" class="dl-mark__sun" />
      <path d="M20 6v6M6.6 13.6l4.2 4.2M33.4 13.6l-4.2 4.2" class="dl-mark__ray" />
      <path d="M2 32h36" class="dl-mark__line" />
    </svg>
  );
}
