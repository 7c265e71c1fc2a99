import express, { type Express, type RequestHandler } from 'express';
import { assets } from '~/platform/http/assets.server';
import { compressPublicPages } from '~/platform/http/compress.server';
import { errorReply } from '~/platform/http/error-page.server';
import { exit } from '~/platform/http/exit.server';
import { neutralFailures, notFound, unhandledErrors } from '~/platform/http/failures.server';
import { gate } from '~/platform/http/gate.server';
import type { FrontConfig } from '~/platform/http/gate-rules';
import { securityHeaders } from '~/platform/http/headers.server';
import { healthz, readyz, type HealthCheck } from '~/platform/http/health.server';
import { requestLog, type RequestLog } from '~/platform/http/request-log.server';
import { programLog, type Log } from '~/platform/log.server';

export interface FrontParts {
  config: FrontConfig;
  /** Everything behind the gate: the site's request handler. */
  site: readonly RequestHandler[];
  checks: readonly HealthCheck[];
  /** Folder of the build's hashed files. */
  assetsDir?: string;
  /** Path of the site's style sheet, for error pages. */
  stylesheet?: string;
  exitUrl?: string;
  log?: Log;
}

export interface Front {
  app: Express;
  /** To be stopped at shutdown, which writes its last counters. */
  requests: RequestLog;
}

/**
 * The HTTP front in its only right order: log, headers, gate, own small answers, files, site, failures. Headers come
 * before the gate so that refusals carry them; nothing of the site runs before the gate.
 */
export function createFront(parts: FrontParts): Front {
  const { assetsDir, checks, config, exitUrl, log = programLog(), site, stylesheet } = parts;
  const reply = errorReply(stylesheet);
  const requests = requestLog({ log });
  const app = express();
  app.disable('x-powered-by').disable('etag').disable('trust proxy').set('query parser', false);
  app.use(requests, securityHeaders(config), gate(config, reply));
  app.get('/healthz', healthz);
  app.get('/readyz', readyz(checks));
  app.get('/exit', exit(exitUrl));
  if (assetsDir !== undefined) app.use('/assets', assets(assetsDir), notFound(reply));
  app.use(compressPublicPages(), neutralFailures(reply), ...site);
  app.use(notFound(reply), unhandledErrors(reply, log));
  return { app, requests };
}
