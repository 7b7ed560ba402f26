/** Texts remembered at a time: enough for what a sheet repeats, little beside a sheet of a million different ones. */
const most = 10_000;

/** Remembers what was made of a text: many cells of a sheet hold the same words. */
export function remembered<Made>(make: (text: string) => Made): (text: string) => Made {
  const known = new Map<string, Made>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = make(text);
    if (known.size >= most) known.clear();
    known.set(text, made);
    return made;
  };
}
