import { createRequestHandler } from '@remix-run/express';
import type { Request, RequestHandler, Response } from 'express';
import { expect } from 'vitest';
import { FIXED_HEADERS } from '~/platform/http/headers.server';
import { head, type LoopbackSite, type RawReply } from './raw-http';

export const FORM_TYPE = 'application/x-www-form-urlencoded';

/** What came through to the site: bodies read whole, and those that broke off. */
export const whole: string[] = [];
export const broken: string[] = [];

/** A reader that knows of no errors. */
function readNaively(req: Request, res: Response): void {
  let body = '';
  req.on('data', (bytes) => (body += String(bytes)));
  req.on('end', () => {
    whole.push(body);
    res.end();
  });
  req.resume();
}

export const echo: RequestHandler = (req, res, next) => {
  if (req.path.startsWith('/framework')) return next();
  if (req.path === '/naive') return readNaively(req, res);
  void (async () => {
    let body = '';
    try {
      for await (const bytes of req) body += String(bytes);
      whole.push(body);
      res.json({ headers: req.headers, raw: req.rawHeaders, length: body.length });
    } catch (error) {
      broken.push((error as Error).constructor.name);
      next(error);
    }
  })();
};

/** The framework's own adapter, reading the form as its actions do. */
export const framework = createRequestHandler({
  build: {
    entry: { module: { default: () => new globalThis.Response('page'), handleError: () => broken.push('framework') } },
    routes: {
      form: {
        id: 'form',
        path: '/framework',
        module: {
          action: async ({ request }: { request: globalThis.Request }) => {
            const text = await request.text();
            whole.push(text);
            return new globalThis.Response(String(text.length));
          },
        },
      },
    },
    assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '1' },
    future: {},
    publicPath: '/',
    assetsBuildDirectory: '',
    isSpaMode: false,
  } as never,
  mode: 'production',
}) as unknown as RequestHandler;

/** The head of a form post from a page of the site. */
export function form(site: LoopbackSite, target: string, extra: Record<string, string> = {}): string {
  const headers = { Host: site.host, Origin: site.origin, 'Content-Type': FORM_TYPE, Connection: 'close', ...extra };
  return `POST ${target} HTTP/1.1\r\n${head(headers)}\r\n`;
}

/** Fails unless the reply has every header that all replies have. */
export function bearsAllHeaders(reply: RawReply): void {
  for (const [name, value] of Object.entries(FIXED_HEADERS))
    expect(reply.headers[name.toLowerCase()], name).toBe(value);
}
