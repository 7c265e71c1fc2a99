import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { RequestHandler, Response } from 'express';
import { matchesAny } from '~/platform/http/path-pattern';
import { readTarget } from '~/platform/http/request-target';
import { COMPRESSIBLE_PATHS } from '~/platform/http/site-areas';

const compressed = promisify(brotliCompress);

/** A page is held back whole to be compressed; what outgrows this goes out as it comes. */
const LARGEST_BYTES = 2 * 1024 * 1024;
const SMALLEST_BYTES = 512;
const QUALITY = 5;

/**
 * Whether the reply to this request may be compressed: GET of a public page that holds no token, asked without a cookie.
 * Where a secret and a reader's input share a compressed page, its length gives the secret away (BREACH).
 */
export function mayCompress(request: { method: string; target: string; hasCookie: boolean }): boolean {
  const target = readTarget(request.target);
  return request.method === 'GET' && !request.hasCookie && target.ok && matchesAny(COMPRESSIBLE_PATHS, target.path);
}

/** Compresses public pages with brotli for readers who accept it; leaves everything else as it is. */
export function compressPublicPages(): RequestHandler {
  return (req, res, next) => {
    const hasCookie = req.headers.cookie !== undefined;
    if (mayCompress({ method: req.method, target: req.originalUrl, hasCookie })) {
      res.vary('Accept-Encoding');
      if (req.acceptsEncodings('br') === 'br') holdBack(res);
    }
    next();
  };
}

type Write = (chunk: unknown, ...rest: unknown[]) => boolean;
type End = (...args: unknown[]) => Response;

function holdBack(res: Response): void {
  const write = res.write.bind(res) as Write;
  const end = res.end.bind(res) as End;
  const held: Buffer[] = [];
  let size = 0;
  let released = false;

  const release = (): void => {
    released = true;
    for (const chunk of held.splice(0)) write(chunk);
  };
  const hold: Write = (chunk, ...rest) => {
    if (released) return write(chunk, ...rest);
    const bytes = bytesOf(chunk, rest[0]);
    held.push(bytes);
    size += bytes.length;
    if (size > LARGEST_BYTES) release();
    return true;
  };
  const finish: End = (...args) => {
    const done = args.findLast((arg) => typeof arg === 'function');
    if (done !== undefined) res.once('finish', done as () => void);
    const [chunk, encoding] = args.filter((arg) => typeof arg !== 'function');
    if (chunk !== undefined && chunk !== null) hold(chunk, encoding);
    if (released) return end();
    released = true;
    sendHeld(res, Buffer.concat(held), end);
    return res;
  };
  Object.assign(res, { write: hold, end: finish });
}

function sendHeld(res: Response, page: Buffer, end: End): void {
  const send = (body: Buffer): void => {
    if (!res.headersSent && body.length > 0) res.setHeader('Content-Length', body.length);
    end(body);
  };
  if (!isWorthwhile(res, page.length)) return send(page);
  compressed(page, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } }).then(
    (body) => {
      res.setHeader('Content-Encoding', 'br');
      send(body);
    },
    () => send(page),
  );
}

function bytesOf(chunk: unknown, encoding: unknown): Buffer {
  return typeof chunk === 'string' ? Buffer.from(chunk, encoding as BufferEncoding) : Buffer.from(chunk as Uint8Array);
}

function isWorthwhile(res: Response, size: number): boolean {
  const type = String(res.getHeader('content-type') ?? '');
  const isText = /^(text\/|image\/svg\+xml|application\/(?:[\w.+-]+\+)?(?:json|xml)\b)/.test(type);
  return (
    isText &&
    size >= SMALLEST_BYTES &&
    !res.headersSent &&
    !res.hasHeader('content-encoding') &&
    !res.hasHeader('set-cookie')
  );
}
