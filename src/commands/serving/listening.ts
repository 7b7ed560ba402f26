import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { errorCode, WordedError } from '../../platform/language/explained-error.ts';
import { type Text, text } from '../../platform/language/text.ts';
import type { Front } from '../../platform/web/front/front.ts';
import { WrongUse } from '../command.ts';

/** A port could not be had; it says what to do. */
export class PortError extends WordedError {
  override name = 'PortError';
}

/** Listens on a port of this machine. Throws {@link PortError} when the port or the address cannot be had. */
export async function listen(front: Front, port: number, host: string): Promise<Server> {
  const server = createAdaptorServer({ fetch: front });
  if (!('closeIdleConnections' in server)) throw new Error('The server is not one of node:http.');
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', (error) => reject(new PortError(portWords(error, port, host), { cause: error })));
  server.listen(port, host, resolve);
  await promise;
  return server;
}

/** A front that is still being read: who comes before it is there waits for it. */
export function frontToCome(reading: Promise<Front>): Front {
  let front: Front | undefined;
  const read = reading.then((come) => {
    front = come;
    return come;
  });
  // Whoever asked for it is told; the one who waits for the whole of it tells the person.
  read.catch(() => undefined);
  return (request, environment) =>
    front ? front(request, environment) : read.then((come) => come(request, environment));
}

function portWords(error: Error, port: number, host: string): Text {
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return text(
        `Poort ${port} op ${host} is al in gebruik. Er is niets gestart en niets gewijzigd.\nStop het andere programma, of kies drie andere poorten: serve --port ${port + 100}.`,
        `Port ${port} on ${host} is in use already. Nothing was started and nothing changed.\nStop the other program, or choose three other ports: serve --port ${port + 100}.`,
      );
    case 'EACCES':
      return text(
        `Dit account mag poort ${port} niet gebruiken. Er is niets gestart. Kies een poort boven 1023: serve --port 8100.`,
        `This account may not use port ${port}. Nothing was started. Choose a port above 1023: serve --port 8100.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return text(
        `Deze machine heeft het adres ${host} niet. Er is niets gestart. Kies een eigen adres: serve --host 127.0.0.1.`,
        `This machine does not have the address ${host}. Nothing was started. Choose an own address: serve --host 127.0.0.1.`,
      );
    default:
      return text(
        `Luisteren op ${host}:${port} lukt niet: ${error.message}. Er is niets gestart.`,
        `Listening on ${host}:${port} does not work: ${error.message}. Nothing was started.`,
      );
  }
}

/** How long answers that are under way may take when the program stops, in milliseconds. */
const GRACE = 2000;

/** Ends a server: answers that are under way are finished, connections that wait or take too long are closed. */
export async function close(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), GRACE);
  await promise;
  clearTimeout(late);
}

/** The first port of three; the option or 8100. Throws {@link WrongUse} for what is no port. */
export function firstPort(option: string | undefined): number {
  const port = option === undefined ? 8100 : Number(option);
  if (!Number.isInteger(port) || port < 1 || port > 65_533)
    throw new WrongUse(
      text(
        `Geen poort: ${option}. Geef een getal van 1 tot en met 65533; ook de twee erna worden gebruikt.`,
        `No port: ${option}. Give a number from 1 to 65533; the two after it are used as well.`,
      ),
    );
  return port;
}
