/**
 * The circles in which people supervise each other, each as its members from one to the next. Whoever has several
 * supervisors, by several employments, is followed by all of them.
 *
 * @param supervisors of each person, by id
 */
export function supervisionCircles(
  supervisors: ReadonlyMap<string, ReadonlySet<string>>,
): readonly (readonly string[])[] {
  const done = new Set<string>();
  const circles: string[][] = [];
  for (const start of supervisors.keys()) {
    if (done.has(start)) continue;
    const path: { readonly person: string; readonly above: Iterator<string> }[] = [];
    const onPath = new Map<string, number>();
    const enter = (person: string): void => {
      onPath.set(person, path.length);
      path.push({ person, above: (supervisors.get(person) ?? new Set<string>()).values() });
    };
    enter(start);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const next = top.above.next();
      if (next.done) {
        done.add(top.person);
        onPath.delete(top.person);
        path.pop();
        continue;
      }
      const at = onPath.get(next.value);
      if (at !== undefined) circles.push(path.slice(at).map(({ person }) => person));
      else if (!done.has(next.value)) enter(next.value);
    }
  }
  return circles;
}
