import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient, type Prisma } from '~/generated/prisma/client';
import { oneAtATime } from '~/platform/one-at-a-time.server';

/** The database role that a piece of work runs as; each has only the grants it needs (SECURITY.md §5). */
export type DatabaseRole = 'site' | 'visit' | 'desk' | 'accounts' | 'vault';
/** Roles that call definer functions or views only, over plain SQL. */
export type SqlRole = 'intake' | 'settler' | 'auditor' | 'sequencer' | 'mailer';

type Writes =
  | 'create'
  | 'createMany'
  | 'createManyAndReturn'
  | 'update'
  | 'updateMany'
  | 'updateManyAndReturn'
  | 'upsert'
  | 'delete'
  | 'deleteMany';

type WithoutWrites<Client> = {
  [K in keyof Client]: Client[K] extends { findMany: unknown } ? Omit<Client[K], Writes> : Client[K];
};

/** What a reader holds: `db.round.update(...)` does not compile. Raw statements are left to the record and to views. */
export type Db = WithoutWrites<Omit<Prisma.TransactionClient, '$executeRaw' | '$executeRawUnsafe' | '$queryRawUnsafe'>>;

/** What the work inside `recordChange` holds, and nobody else. */
export type Tx = Prisma.TransactionClient;

/** Settings that row-level security reads; they live as long as the transaction. */
export interface Scope {
  mission?: string | null;
  submission?: string | null;
}

export interface Databases {
  prisma: Record<DatabaseRole, PrismaClient>;
  sql: Record<SqlRole, pg.Pool>;
  close(): Promise<void>;
}

const POOL: Record<DatabaseRole | SqlRole, number> = {
  site: 6,
  visit: 4,
  desk: 8,
  accounts: 4,
  vault: 2,
  intake: 8,
  settler: 1,
  auditor: 3,
  sequencer: 1,
  mailer: 1,
};

/**
 * One small pool a role on the same server. In a simple set-up the login is the migrator and each connection starts
 * with `SET ROLE`; a hardened set-up hands in one address a role.
 */
export function openDatabases(url: string): Databases {
  const pool = (role: DatabaseRole | SqlRole) => ({
    connectionString: url,
    // Where one waits for another, it must then see what the other did, whatever the server's own default.
    options: `-c role=answerable_${role} -c default_transaction_isolation=read\\ committed`,
    max: POOL[role],
    connectionTimeoutMillis: 5_000,
  });
  const client = (role: DatabaseRole) =>
    new PrismaClient({ adapter: oneAtATime(new PrismaPg(pool(role))), errorFormat: 'minimal', log: [] });
  const sqlPool = (role: SqlRole) => {
    const made = new pg.Pool(pool(role));
    // An idle connection that breaks must not end the program; the next query reports it.
    made.on('error', () => undefined);
    return made;
  };
  const prisma = {
    site: client('site'),
    visit: client('visit'),
    desk: client('desk'),
    accounts: client('accounts'),
    vault: client('vault'),
  };
  const sql = {
    intake: sqlPool('intake'),
    settler: sqlPool('settler'),
    auditor: sqlPool('auditor'),
    sequencer: sqlPool('sequencer'),
    mailer: sqlPool('mailer'),
  };
  return {
    prisma,
    sql,
    async close() {
      await Promise.all([
        ...Object.values(prisma).map((one) => one.$disconnect()),
        ...Object.values(sql).map((one) => one.end()),
      ]);
    },
  };
}

/** Sets what row-level security reads, for this transaction alone. */
export async function enterScope(tx: Tx, scope: Scope): Promise<void> {
  await tx.$queryRaw`select set_config('app.mission', ${scope.mission ?? ''}, true), set_config('app.submission', ${scope.submission ?? ''}, true)`;
}

/** The same where nothing may be written: one way to the database for both. */
async function enterReading(tx: Tx, scope: Scope): Promise<void> {
  await tx.$queryRaw`select set_config('transaction_read_only', 'on', true), set_config('app.mission', ${scope.mission ?? ''}, true), set_config('app.submission', ${scope.submission ?? ''}, true)`;
}

type AfterReading = () => Promise<void>;
const afterwards = new WeakMap<object, AfterReading[]>();

/**
 * Has something done when a reading is over, before its result is handed out: what was looked at is then on record
 * before anybody sees it. It runs outside the reading's transaction, which cannot write.
 */
export function afterReading(reader: object, task: AfterReading): void {
  const tasks = afterwards.get(reader);
  if (tasks) tasks.push(task);
  else afterwards.set(reader, [task]);
}

/** Does what was left for the end of a reading, in order. Whoever opens a reading of another kind calls it. */
export async function finishReading(reader: object): Promise<void> {
  const tasks = afterwards.get(reader) ?? [];
  afterwards.delete(reader);
  for (const task of tasks) await task();
}

/**
 * One read-only transaction as one role, seeing one mission (or one submission) alone. `READ ONLY` is set by the
 * database, so that not even a raw statement can write.
 */
export async function readIn<T>(client: PrismaClient, scope: Scope, work: (db: Db) => Promise<T>): Promise<T> {
  const { reader, result } = await client.$transaction(
    async (tx) => {
      await enterReading(tx, scope);
      return { reader: tx, result: await work(tx as unknown as Db) };
    },
    { isolationLevel: 'RepeatableRead', maxWait: 4_000, timeout: 15_000 },
  );
  await finishReading(reader);
  return result;
}
