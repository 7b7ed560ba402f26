export interface ContentsItem {
  readonly href: string;
  readonly label: string;
  readonly language?: string;
  readonly items?: readonly ContentsItem[];
}

/** The contents of a long page. */
export function Contents({ title, items }: { title: string; items: readonly ContentsItem[] }) {
  return (
    <nav class="dl-contents" aria-labelledby="inhoudsopgave">
      <h2 id="inhoudsopgave">{title}</h2>
      <ContentsLevel items={items} />
    </nav>
  );
}

function ContentsLevel({ items }: { items: readonly ContentsItem[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item.href}>
          <a href={item.href} lang={item.language}>
            {item.label}
          </a>
          {item.items && item.items.length > 0 && <ContentsLevel items={item.items} />}
        </li>
      ))}
    </ul>
  );
}
