/**
 * What closes a switch over kinds: `default: throw unknownKind(block satisfies never)`. A kind that is added and
 * forgotten there does not compile; data that hold one from a newer program are refused by its name, not skipped.
 */
export function unknownKind(given: never): Error {
  return new Error(`This program does not know ${JSON.stringify(nameOf(given))}.`);
}

function nameOf(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  const named = Object.entries(given).find(([name]) =>
    ['is', 'kind', 'state', 'do', 'by', 'name', 'fault', 'precision'].includes(name),
  );
  return named ? { [named[0]]: named[1] } : {};
}
