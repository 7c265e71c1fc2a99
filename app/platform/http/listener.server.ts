import { createServer, STATUS_CODES, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { errorHtml } from '~/platform/http/error-page.server';
import { errorLanguage } from '~/platform/http/error-text.server';
import { FIXED_HEADERS } from '~/platform/http/headers.server';
import { ALLOWED_METHODS } from '~/platform/http/gate-rules';
import { watchQuietConnections } from '~/platform/http/quiet-connections.server';

/** Slow lines are slow honestly: half a mebibyte at 20 kbit/s takes 3½ minutes. */
const LIMITS = { headersTimeout: 20_000, requestTimeout: 300_000, keepAliveTimeout: 5_000, maxHeaderSize: 16 * 1024 };

const PARSER_STATUS: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * An HTTP server for the app behind the gate. What Node would answer by itself, before any handler and without our
 * headers, comes here too: requests that do not parse, that lack a Host, that want a tunnel or expect something.
 */
export function createFrontServer(app: RequestListener): Server {
  const server = createServer({ ...LIMITS, requireHostHeader: false }, app);
  watchQuietConnections(server);
  const latest = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (req, res) => latest.set(req.socket, res));
  server.on('checkExpectation', (req, res) => server.emit('request', req, res));
  server.on('connect', (_req, socket) => endRaw(socket, 405, { Allow: ALLOWED_METHODS.join(', ') }));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const reply = latest.get(socket);
    const isMidReply = reply !== undefined && reply.headersSent && !reply.writableFinished;
    if (error.code === 'ECONNRESET' || !socket.writable || isMidReply) socket.destroy();
    else endRaw(socket, PARSER_STATUS[error.code ?? ''] ?? 400);
  });
  return server;
}

function endRaw(socket: Duplex, status: number, extra: Record<string, string> = {}): void {
  const body = errorHtml({ status }, errorLanguage('', undefined));
  const headers = {
    ...FIXED_HEADERS,
    ...extra,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
}
