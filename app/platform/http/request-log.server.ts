import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import { matchesAny, patternOf } from '~/platform/http/path-pattern';
import { readTarget } from '~/platform/http/request-target';
import { ROUTE_PATTERNS, STAFF_PATHS } from '~/platform/http/site-areas';
import type { DurationBucket } from '~/platform/log-fields';
import { hourOf, programLog, type Log } from '~/platform/log.server';

export interface RequestLogOptions {
  log?: Log;
  now?: () => Date;
}

export type RequestLog = RequestHandler & {
  /** Writes the counters of the running hour. */
  flush(): void;
  /** Writes them for the last time; to be called at shutdown. */
  stop(): void;
};

interface Tally {
  hour: string;
  counts: Map<string, number>;
  durations: Map<string, number>;
}

/**
 * Counts every request by route pattern, status class and duration, one line an hour; only requests in staff areas get
 * a line of their own. Gives each request its random id (`res.locals.requestId`).
 */
export function requestLog(options: RequestLogOptions = {}): RequestLog {
  const { log = programLog(), now = () => new Date() } = options;
  let tally = emptyTally(now());

  const flush = (): void => {
    if (tally.counts.size > 0) {
      const { counts, durations, hour } = tally;
      log.event('requests', { counted: hour, counts: sorted(counts), durations: sorted(durations) });
    }
    tally = emptyTally(now());
  };
  const roll = (): void => {
    if (tally.hour !== hourOf(now())) flush();
  };
  const timer = setInterval(roll, 60_000).unref();

  const middleware: RequestHandler = (req, res, next) => {
    const id = randomBytes(8).toString('hex');
    const begun = process.hrtime.bigint();
    const target = readTarget(req.originalUrl);
    const path = target.ok ? target.path : null;
    res.locals['requestId'] = id;
    res.once('close', () => {
      roll();
      const route = path === null ? 'other' : patternOf(ROUTE_PATTERNS, path);
      const status = `${Math.floor(res.statusCode / 100)}xx`;
      const duration = bucketOf(Number(process.hrtime.bigint() - begun) / 1e6);
      add(tally.counts, `${route} ${status}`);
      add(tally.durations, duration);
      if (path !== null && matchesAny(STAFF_PATHS, path)) log.event('request', { route, status, duration, id });
    });
    next();
  };
  const stop = (): void => {
    clearInterval(timer);
    flush();
  };
  return Object.assign(middleware, { flush, stop });
}

/** The id that the request log gave this request. */
export function requestIdOf(res: Response): string | undefined {
  const id: unknown = res.locals['requestId'];
  return typeof id === 'string' ? id : undefined;
}

function bucketOf(milliseconds: number): DurationBucket {
  if (milliseconds < 100) return 'under_100ms';
  if (milliseconds < 1_000) return 'under_1s';
  return milliseconds < 10_000 ? 'under_10s' : 'over_10s';
}

function emptyTally(now: Date): Tally {
  return { hour: hourOf(now), counts: new Map(), durations: new Map() };
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sorted(counts: Map<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
