import type { Server } from 'node:http';
import { closeQuietConnections } from '~/platform/http/quiet-connections.server';
import { programLog, type Log } from '~/platform/log.server';

export interface Closer {
  /** Lower-case words, for the log. */
  name: string;
  close(): void | Promise<void>;
}

export interface ShutdownOptions {
  servers: readonly Server[];
  /** In the order in which they must stop: what uses another comes before it. */
  closers: readonly Closer[];
  requestLimitMs?: number;
  closerLimitMs?: number;
  log?: Log;
}

const REQUEST_LIMIT_MS = 10_000;
const CLOSER_LIMIT_MS = 10_000;
const IDLE_SWEEP_MS = 50;

/**
 * Stops in order: takes no new connection, lets running requests finish within the limit, cuts the rest, runs the
 * closers one by one. A closer that fails or hangs is logged and does not keep the next ones from running. Resolves to
 * whether all of it went well.
 */
export async function shutDown(options: ShutdownOptions): Promise<boolean> {
  const { closers, closerLimitMs = CLOSER_LIMIT_MS, log = programLog() } = options;
  const { servers, requestLimitMs = REQUEST_LIMIT_MS } = options;
  const drained = await Promise.all(servers.map((server) => drain(server, requestLimitMs)));
  let well = drained.every(Boolean);
  for (const { name, close } of closers) {
    try {
      await within(closerLimitMs, Promise.resolve().then(close));
    } catch (error) {
      well = false;
      log.event('shutdown.failed', { job: name.replaceAll(' ', '_') }, 'error');
      log.error(error);
    }
  }
  return well;
}

/**
 * Shuts down on SIGTERM or SIGINT and ends the process; a second signal ends it at once. Also ends it on an error that
 * nobody caught, after logging it without its message (the runtime would print it with all its data).
 */
export function shutDownOnSignal(options: ShutdownOptions): void {
  const { log = programLog() } = options;
  let stopping = false;
  const stop = (code: number): void => {
    if (stopping) process.exit(code === 0 ? 130 : code);
    stopping = true;
    void shutDown(options).then((well) => process.exit(well ? code : 1));
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      log.event('shutdown', { signal });
      stop(0);
    });
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.error(error);
      stop(1);
    });
  }
}

/** Resolves to true when every request was answered in time. Kept-alive connections are closed once they are idle. */
function drain(server: Server, limitMs: number): Promise<boolean> {
  if (!server.listening) return Promise.resolve(true);
  return new Promise((resolve) => {
    let inTime = true;
    const sweep = setInterval(() => {
      server.closeIdleConnections();
      closeQuietConnections(server);
    }, IDLE_SWEEP_MS);
    const limit = setTimeout(() => {
      inTime = false;
      server.closeAllConnections();
    }, limitMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(limit);
      resolve(inTime);
    });
  });
}

async function within(limitMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new ClosedTooLate()), limitMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

class ClosedTooLate extends Error {}
