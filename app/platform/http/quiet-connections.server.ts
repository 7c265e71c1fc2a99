import type { Server } from 'node:http';
import type { Socket } from 'node:net';

const quiet = new WeakMap<Server, Set<Socket>>();

/** Remembers connections that have not asked anything yet: the runtime counts them as busy and would wait for them. */
export function watchQuietConnections(server: Server): void {
  const sockets = new Set<Socket>();
  quiet.set(server, sockets);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', (req) => sockets.delete(req.socket));
}

/** Closes the connections of a watched server that have not asked anything. */
export function closeQuietConnections(server: Server): void {
  for (const socket of quiet.get(server) ?? []) socket.destroy();
}
