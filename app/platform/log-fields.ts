import { ROUTE_PATTERNS } from '~/platform/http/site-areas';

/** A lower-case code of our own, for example `gate.host_foreign`. No digits: no return code passes for one. */
const CODE = /^[a-z]{1,24}(?:[._][a-z]{1,24}){0,5}$/;
const IDENTIFIER = /^[A-Za-z_$][\w$]{0,63}$/;
const FRAME = /^[\w@./$[\]()-]{1,200}:\d{1,7}$/;

const matching = (shape: RegExp) => (value: unknown) => typeof value === 'string' && shape.test(value);
const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
const isRoute = (value: unknown) => value === 'other' || ROUTE_PATTERNS.some((pattern) => pattern === value);
const isFlag = (value: unknown) => typeof value === 'boolean';

export const DURATION_BUCKETS = ['under_100ms', 'under_1s', 'under_10s', 'over_10s'] as const;
export type DurationBucket = (typeof DURATION_BUCKETS)[number];

/**
 * Everything that a log line may carry besides its hour, level and event name: names of fields with what their values
 * must look like. Nothing here can hold an address, a user agent, a query, a body, a path parameter or an account.
 */
export const LOG_FIELDS = {
  /** A pattern of the route list. */
  route: isRoute,
  status: matching(/^[1-5]xx$/),
  duration: (value: unknown) => DURATION_BUCKETS.some((bucket) => bucket === value),
  /** Random, made for one request. */
  id: matching(/^[0-9a-f]{16}$/),
  /** Class name of an error, never its message. */
  error: matching(IDENTIFIER),
  frames: (value: unknown) => Array.isArray(value) && value.length <= 30 && value.every(matching(FRAME)),
  reason: matching(CODE),
  job: matching(CODE),
  check: matching(CODE),
  signal: matching(/^SIG[A-Z]{2,8}$/),
  port: isCount,
  count: isCount,
  ok: isFlag,
  /** The hour that was counted, where the line is written later. */
  counted: matching(/^\d{4}-\d\d-\d\dT\d\dZ$/),
  /** `<pattern> <status class>` → how often in the hour. */
  counts: tallies((key) => / [1-5]xx$/.test(key) && isRoute(key.slice(0, -4))),
  durations: tallies((key) => DURATION_BUCKETS.some((bucket) => bucket === key)),
} as const satisfies Record<string, (value: unknown) => boolean>;

export interface LogValues {
  route: string;
  status: string;
  duration: DurationBucket;
  id: string;
  error: string;
  frames: readonly string[];
  reason: string;
  job: string;
  check: string;
  signal: string;
  port: number;
  count: number;
  ok: boolean;
  counted: string;
  counts: Readonly<Record<string, number>>;
  durations: Readonly<Record<string, number>>;
}

export type LogEntry = Partial<LogValues>;

/** Keeps the fields that are on the list and look as they must; names the others, without their values. */
export function allowedFields(entry: object): { kept: LogEntry; dropped: string[] } {
  const fields: Record<string, (value: unknown) => boolean> = LOG_FIELDS;
  const given = Object.entries(entry).filter(([, value]) => value !== undefined);
  const isAllowed = ([name, value]: [string, unknown]) => Object.hasOwn(fields, name) && fields[name]!(value);
  return {
    kept: Object.fromEntries(given.filter(isAllowed)),
    dropped: given.filter((field) => !isAllowed(field)).map(([name]) => name),
  };
}

/** Whether an event's name is a code of our own. */
export const isEventName = matching(CODE);

function tallies(isKey: (key: string) => boolean): (value: unknown) => boolean {
  return (value) =>
    value !== null &&
    typeof value === 'object' &&
    Object.entries(value).every(([key, count]) => isKey(key) && isCount(count));
}
