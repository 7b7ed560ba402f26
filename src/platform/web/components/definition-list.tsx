import type { ComponentChildren } from 'preact';

export interface Definition {
  readonly term: string;
  readonly text: ComponentChildren;
}

/** Terms with what they mean or are; `inline` sets them beside each other, as in a title band. */
export function DefinitionList({ items, inline }: { items: readonly Definition[]; inline?: boolean }) {
  return (
    <dl class={inline ? 'dl-facts dl-facts--inline' : 'dl-facts'}>
      {items.map((item) => (
        <div key={item.term}>
          <dt>{item.term}</dt>
          <dd>{item.text}</dd>
        </div>
      ))}
    </dl>
  );
}
