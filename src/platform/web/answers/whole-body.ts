/**
 * The body of a request as it came.
 *
 * @param most bytes
 * @param patience milliseconds in which it has to come
 * @returns null where it is longer or slower than that
 */
export async function wholeBody(
  request: Request,
  most: number,
  patience: number,
): Promise<Uint8Array | null> {
  if (Number(request.headers.get('Content-Length') ?? 0) > most) return null;
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), patience);
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const read = await Promise.race([reader.read(), late]);
      if (read?.done) return Buffer.concat(parts);
      length += read?.value.length ?? 0;
      if (read === null || length > most) {
        await reader.cancel().catch(() => undefined);
        return null;
      }
      parts.push(read.value);
    }
  } finally {
    clearTimeout(timer);
  }
}
