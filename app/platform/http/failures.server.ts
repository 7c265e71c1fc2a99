import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { ErrorReply } from '~/platform/http/error-page.server';
import { BodyTooLarge } from '~/platform/http/body-limit.server';
import { requestIdOf } from '~/platform/http/request-log.server';
import { programLog, type Log } from '~/platform/log.server';

/** Where no route took the request. */
export function notFound(reply: ErrorReply): RequestHandler {
  return (req, res) => reply(req, res, { status: 404 });
}

/**
 * The last stop of every error: a neutral page with the request's id, and one log line without the message. An error
 * that names a status between 400 and 499 (from file serving or parsing) is the sender's, and is not logged.
 */
export function unhandledErrors(reply: ErrorReply, log: Log = programLog()): ErrorRequestHandler {
  // The server knows an error handler by its four parameters.
  return (error: unknown, req, res, _next) => {
    const isCut = req.destroyed && !req.complete;
    if (isCut || error instanceof BodyTooLarge || (res.headersSent && res.writableEnded)) return;
    const status = senderStatus(error);
    const requestId = requestIdOf(res);
    if (status === null) log.error(error, requestId);
    if (res.headersSent) res.destroy();
    else reply(req, clean(res), { status: status ?? 500, ...(requestId === undefined ? {} : { requestId }) });
  };
}

function senderStatus(error: unknown): number | null {
  const status: unknown = error instanceof Error && 'status' in error ? error.status : null;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

function clean(res: Response): Response {
  for (const name of ['content-encoding', 'content-length', 'location', 'set-cookie']) res.removeHeader(name);
  return res;
}

/**
 * The framework answers some failures by itself, with an empty page or the error's text. This puts the neutral page in
 * its place: on a status from 500 up, only HTML pages of the site and problem documents pass.
 */
export function neutralFailures(reply: ErrorReply): RequestHandler {
  return (req, res, next) => {
    const end = res.end.bind(res) as (...args: unknown[]) => Response;
    const write = res.write.bind(res) as (...args: unknown[]) => boolean;
    const isOurs = (): boolean =>
      res.headersSent ||
      res.statusCode < 500 ||
      /^(text\/html|application\/problem\+json)\b/.test(String(res.getHeader('content-type') ?? ''));
    const neutral = (): void => {
      Object.assign(res, { end, write });
      replaceBy(reply, req, res);
    };
    Object.assign(res, {
      write: (...args: unknown[]) => (isOurs() ? write(...args) : true),
      end: (...args: unknown[]) => (isOurs() ? end(...args) : (neutral(), res)),
    });
    next();
  };
}

function replaceBy(reply: ErrorReply, req: Request, res: Response): void {
  const requestId = requestIdOf(res);
  reply(req, clean(res), { status: res.statusCode, ...(requestId === undefined ? {} : { requestId }) });
}
