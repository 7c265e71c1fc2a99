import { pino, type DestinationStream } from 'pino';
import { allowedFields, isEventName, type LogEntry } from '~/platform/log-fields';
import { errorClass, projectFrames } from '~/platform/log-frames.server';

export interface Log {
  /** One line about `name`. Fields that are not on the list, or look wrong, are dropped; in tests they throw. */
  event(name: string, fields?: LogEntry, level?: LogLevel): void;
  /** One line about an error: its class, the request's id, and where in our own files; never its message. */
  error(error: unknown, id?: string): void;
}

export type LogLevel = 'info' | 'warn' | 'error';

export interface LogOptions {
  destination?: DestinationStream;
  /** Throw on a field that is not allowed. */
  strict?: boolean;
  now?: () => Date;
}

/**
 * A log that can say only what the list of `log-fields.ts` allows. Its clock has hours and no minutes: who reads it
 * learns nothing of when one person was here.
 */
export function createLog(options: LogOptions = {}): Log {
  const { now = () => new Date(), strict = process.env['NODE_ENV'] === 'test' } = options;
  const sink = pino(
    {
      base: null,
      timestamp: () => `,"hour":"${hourOf(now())}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    options.destination ?? pino.destination({ fd: 1, sync: true }),
  );
  const event: Log['event'] = (name, fields = {}, level = 'info') => {
    const { kept, dropped } = allowedFields(fields);
    if (strict && dropped.length > 0) throw new TypeError(`These may not be logged: ${dropped.join(', ')}`);
    if (strict && !isEventName(name)) throw new TypeError('The name of an event must be a code');
    sink[level]({ event: isEventName(name) ? name : 'unnamed', ...kept });
  };
  const error: Log['error'] = (cause, id) =>
    event('error', { id, error: errorClass(cause), frames: projectFrames(cause) }, 'error');
  return { event, error };
}

/** The hour of an instant in UTC, as every line bears it. */
export function hourOf(instant: Date): string {
  return `${instant.toISOString().slice(0, 13)}Z`;
}

let standard: Log | undefined;

/** The program's log on standard output, one JSON line an event. */
export function programLog(): Log {
  standard ??= createLog();
  return standard;
}

/** Logs one event on standard output; see `Log.event`. */
export const logEvent: Log['event'] = (name, fields, level) => programLog().event(name, fields, level);

/** Logs an error on standard output; see `Log.error`. */
export const logError: Log['error'] = (error, id) => programLog().error(error, id);
