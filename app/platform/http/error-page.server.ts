import { STATUS_CODES } from 'node:http';
import type { Request, Response } from 'express';
import { errorStatus } from '~/platform/http/error-key';
import { errorLanguage, type ErrorLanguage } from '~/platform/http/error-text.server';

export interface Failure {
  status: number;
  /** Machine-readable cause for programs, for example `gate.host_foreign`. Never a sentence, never input. */
  problem?: string;
  /** Shown on 500 alone, so that a person can name it and the log can be searched for it. */
  requestId?: string;
}

/** Sends a failure as a page, or as a problem document under `/api/`. */
export type ErrorReply = (req: Request, res: Response, failure: Failure) => void;

/** Seconds after which a shed request may come back. */
const RETRY_AFTER_SECONDS = 60;

/** Error pages for what never reaches the site; `stylesheet` is the path of the site's style sheet. */
export function errorReply(stylesheet?: string): ErrorReply {
  return (req, res, failure) => {
    const forPrograms = /^\/api(\/|$|\?)/i.test(req.originalUrl);
    if (failure.status === 503 || failure.status === 429) res.setHeader('Retry-After', RETRY_AFTER_SECONDS);
    const language = errorLanguage(req.originalUrl, req.headers['accept-language']);
    const body = forPrograms ? problemJson(failure) : errorHtml(failure, language, stylesheet);
    res.statusCode = failure.status;
    res.setHeader('Content-Type', forPrograms ? 'application/problem+json' : 'text/html; charset=utf-8');
    if (!forPrograms) res.setHeader('Content-Language', language.lang);
    res.setHeader('Content-Length', Buffer.byteLength(body));
    res.end(body);
  };
}

/** A problem document (RFC 9457) without anything of the request in it. */
export function problemJson({ status, problem, requestId }: Failure): string {
  return JSON.stringify({
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    ...(problem === undefined ? {} : { code: problem }),
    ...(status === 500 && requestId !== undefined ? { instance: `urn:request:${requestId}` } : {}),
  });
}

/** A whole neutral page: what happened, what to do, the start page, the quick way out. It names nothing of the request. */
export function errorHtml(failure: Failure, { lang, dir, texts }: ErrorLanguage, stylesheet?: string): string {
  const { title, text, what_to_do: whatToDo } = texts[`status_${errorStatus(failure.status)}`];
  const style = stylesheet === undefined ? '' : `<link rel="stylesheet" href="${escaped(stylesheet)}">`;
  return [
    `<!doctype html><html lang="${lang}" dir="${dir}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">',
    `<title>${escaped(title)}</title>${style}</head><body>`,
    `<a class="exit" href="/exit" rel="noreferrer">${escaped(texts.exit)}</a>`,
    `<main><h1>${escaped(title)}</h1><p>${escaped(text)}</p><p>${escaped(whatToDo)}</p>`,
    failure.status === 500 && failure.requestId !== undefined ? reference(texts.reference, failure.requestId) : '',
    `<p><a href="/${lang}">${escaped(texts.home)}</a></p></main></body></html>`,
  ].join('');
}

function reference(sentence: string, id: string): string {
  return `<p>${escaped(sentence).replace('{{id}}', () => `<bdi class="code">${escaped(id)}</bdi>`)}</p>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
