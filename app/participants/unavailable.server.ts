/** SQLSTATE classes that say "not now": connection, resources, operator intervention, system. */
const PASSING_CLASSES = ['08', '53', '57', '58'];
/** Serialisation failure, deadlock, lock not had in time: the same statement may be sent again. */
const LOST_LOCKS = ['40001', '40P01', '55P03'];
const NETWORK = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'ENOSPC'];
/** Prisma's: unreachable, timed out, closed, pool exhausted, no transaction in time, lost lock, too many connections. */
const PRISMA = ['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037'];
/** What the pool, the socket and the adapter say without a code. */
const POOL_WAIT = /timeout exceeded when trying to connect/i;
const WORDS = /Connection terminated|not queryable/i;
const KINDS = [
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'TransactionWriteConflict',
];

interface Layered {
  code?: unknown;
  originalCode?: unknown;
  kind?: unknown;
  message?: unknown;
  cause?: unknown;
  errors?: unknown;
  meta?: { driverAdapterError?: unknown };
}

function passes({ code, originalCode, kind, message }: Layered): boolean {
  const codes = [code, originalCode].filter((one) => typeof one === 'string');
  return (
    codes.some((one) => [...NETWORK, ...PRISMA, ...LOST_LOCKS].includes(one)) ||
    codes.some((one) => /^[0-9A-Z]{5}$/.test(one) && PASSING_CLASSES.includes(one.slice(0, 2))) ||
    KINDS.includes(String(kind)) ||
    WORDS.test(String(message)) ||
    POOL_WAIT.test(String(message))
  );
}

/**
 * Whether the database could not serve us for a reason that passes: it is away, full, out of connections or locked.
 * Then the right answer is 503 with everything typed kept; any other error is ours. Looks through the layers that the
 * driver and the client wrap around a cause.
 */
export function isUnavailable(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { cause, errors, meta } = error as Layered;
  const inner = [cause, meta?.driverAdapterError, ...(Array.isArray(errors) ? (errors as unknown[]) : [])];
  return passes(error) || inner.some((one) => one !== error && isUnavailable(one));
}

/**
 * Whether the same may succeed at once: a connection that was lost, or a lock. Who has already waited for a place in the
 * queue is not made to wait a second time.
 */
export function worthASecondTry(error: unknown): boolean {
  return isUnavailable(error) && !POOL_WAIT.test(String((error as Layered).message));
}
