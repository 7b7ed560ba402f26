import { createConnection, createServer, type Server, type Socket } from 'node:net';
import type { PoolConfig } from 'pg';

/** A way to the database that can be cut and mended, as when the server is lost and comes back. */
export interface Way {
  readonly lead: (connection: PoolConfig) => Promise<PoolConfig>;
  readonly cut: () => Promise<void>;
  readonly mend: () => Promise<void>;
}

export function newWay(): Way {
  const open = new Set<Socket>();
  let target: { path: string } | { host: string; port: number } = { host: '127.0.0.1', port: 5432 };
  let server: Server | undefined;
  let port = 0;
  const listen = async (): Promise<void> => {
    server = createServer((near) => {
      const far = createConnection(target);
      for (const socket of [near, far]) {
        open.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          open.delete(socket);
          near.destroy();
          far.destroy();
        });
      }
      near.pipe(far).pipe(near);
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    server.listen(port, '127.0.0.1', resolve);
    await promise;
    const address = server.address();
    if (address !== null && typeof address === 'object') port = address.port;
  };
  return {
    lead: async (connection) => {
      if (connection.connectionString !== undefined) {
        const address = new URL(connection.connectionString);
        target = { host: address.hostname, port: Number(address.port || 5432) };
        await listen();
        address.hostname = '127.0.0.1';
        address.port = String(port);
        return { ...connection, connectionString: address.href };
      }
      const { host = '127.0.0.1', port: own = 5432 } = connection;
      target = host.startsWith('/') ? { path: `${host}/.s.PGSQL.${own}` } : { host, port: own };
      await listen();
      return { ...connection, host: '127.0.0.1', port };
    },
    cut: async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      server?.close(() => resolve());
      for (const socket of open) socket.destroy();
      await promise;
    },
    mend: listen,
  };
}
