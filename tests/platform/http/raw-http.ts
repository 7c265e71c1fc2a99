import { connect, type AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import type { RequestHandler } from 'express';
import { createFront, type FrontParts } from '~/platform/http/front.server';
import { createFrontServer } from '~/platform/http/listener.server';
import type { Log } from '~/platform/log.server';

export interface RawReply {
  status: number;
  headers: Record<string, string>;
  body: string;
  bytes: Buffer;
}

export interface LoopbackSite {
  server: Server;
  port: number;
  host: string;
  origin: string;
  /** Sends these bytes as they are and reads until the other side closes or the reply is whole. */
  send(...parts: string[]): Promise<RawReply>;
  /** A GET with the right Host. */
  get(target: string, headers?: Record<string, string>): Promise<RawReply>;
  close(): Promise<void>;
}

export const silentLog: Log = { event: () => undefined, error: () => undefined };

/** The whole front on a loopback port, with `site` behind the gate. */
export async function loopbackSite(
  site: readonly RequestHandler[],
  parts: Partial<Omit<FrontParts, 'site' | 'config'>> & { config?: Partial<FrontParts['config']> } = {},
): Promise<LoopbackSite> {
  const config = { origin: 'http://localhost:1', trustedProxies: [], port: 0, ...parts.config };
  const { app, requests } = createFront({ checks: [], log: silentLog, ...parts, config, site });
  const server = createFrontServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  if (parts.config?.origin === undefined) config.origin = `http://localhost:${port}`;
  const { host, origin } = new URL(config.origin);
  return {
    server,
    port,
    host,
    origin,
    send: (...bytes) => exchange(port, bytes),
    get: (target, headers = {}) =>
      exchange(port, [`GET ${target} HTTP/1.1\r\n${head({ Host: host, Connection: 'close', ...headers })}\r\n`]),
    close: async () => {
      requests.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Header lines, each with its line end. */
export function head(headers: Record<string, string>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
}

/** One chunk of a chunked body. */
export function chunk(text: string): string {
  return `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
}

function exchange(port: number, parts: readonly string[]): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    const received: Buffer[] = [];
    const socket = connect(port, '127.0.0.1');
    const finish = (): void => {
      const reply = parsed(Buffer.concat(received).toString('latin1'));
      if (reply === null) reject(new Error('No reply'));
      else resolve(reply);
    };
    socket.setTimeout(4_000, () => socket.destroy());
    socket.on('data', (bytes) => {
      received.push(bytes);
      const reply = parsed(Buffer.concat(received).toString('latin1'));
      if (reply !== null && reply.bytes.length >= Number(reply.headers['content-length'] ?? Infinity)) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', finish);
    for (const part of parts) socket.write(part, 'latin1');
  });
}

function parsed(text: string): RawReply | null {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n');
  const pairs = lines.map(
    (line) => [line.split(':')[0]!.toLowerCase(), line.slice(line.indexOf(':') + 1).trim()] as const,
  );
  const headers: Record<string, string> = {};
  for (const [name, value] of pairs) headers[name] = name in headers ? `${headers[name]}\n${value}` : value;
  const bytes = Buffer.from(text.slice(end + 4), 'latin1');
  return { status: Number(statusLine.split(' ')[1]), headers, body: bytes.toString('utf8'), bytes };
}
