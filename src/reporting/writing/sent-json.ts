import type { Context } from 'hono';
import { z } from 'zod';
import { EncryptionFault } from '../../platform/encryption/fault.ts';
import { wholeBody } from '../../platform/web/answers/whole-body.ts';

/** What a script of these pages sent is not what it should be. Nothing of it was kept, and nobody is told why. */
class NotTaken extends Error {
  override readonly name = 'NotTaken';
}

/** Milliseconds that a body may take: networks that hide who sends are slow. */
const patience = 180_000;

/**
 * Reads JSON of exactly this shape.
 * @param most bytes
 * @throws NotTaken
 */
export async function readSent<Shape>(
  context: Context,
  schema: z.ZodType<Shape>,
  most: number,
): Promise<Shape> {
  const type = context.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new NotTaken();
  const body = await wholeBody(context.req.raw, most, patience);
  if (body === null) throw new NotTaken();
  try {
    return schema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
  } catch {
    throw new NotTaken();
  }
}

/** Whether an error says that what was sent is not as it should be. */
export const isNotTaken = (error: unknown): boolean =>
  error instanceof NotTaken || error instanceof EncryptionFault || error instanceof z.ZodError;
