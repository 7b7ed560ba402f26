import type { Visit } from '../front/visit.ts';

/** For what watches over processes: plain words, nothing of a person, no sizes. */
function plain(words: string, status: 200 | 503 = 200): Response {
  return new Response(`${words}\n`, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}

/** Whether the process answers. */
export function showLiving(): Response {
  return plain('levend');
}

/** Whether work can be done: the database answers and every migration was applied. */
export async function showReady({ premises }: Visit): Promise<Response> {
  try {
    const { databases } = await premises.status();
    const isBehind = databases.length === 0 || databases.some(({ pending }) => pending.length > 0);
    return isBehind ? plain('niet klaar: de database is niet bijgewerkt', 503) : plain('klaar');
  } catch {
    return plain('niet klaar: de database antwoordt niet', 503);
  }
}
