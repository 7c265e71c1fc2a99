/** What the schema engine (schema-engine.mjs) does with a database: connections, shadow databases, the adapter's gaps. */
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { parse } from 'pg-connection-string';

/** PostgreSQL's internal one-byte type, which the engine's introspection reads and the adapter does not know; and text. */
const CHAR_TYPE = 18;
const TEXT_TYPE = 25;

/** Where no server can listen, and what the error then says. */
const NO_DATABASE = { host: '/no-database-is-named/set-DATABASE_URL' };

/** Parts, not the URL: the adapter could not put another database's name beside a connection string. */
export function connection(url) {
  if (!url) return NO_DATABASE;
  const { schema: _schema, ...conf } = parse(url);
  return conf;
}

export async function withClient(conf, work) {
  const client = new pg.Client(conf);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export function onMaintenance(conf, sql) {
  return withClient({ ...conf, database: 'postgres' }, (client) => client.query(sql));
}

/** The engine's own reset leaves every schema but `public`; what it then begins anew would find the old tables. */
export function dropSchemas(url) {
  return withClient(connection(url), async (client) => {
    const { rows } = await client.query(
      `SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public')`,
    );
    for (const { nspname } of rows) await client.query(`DROP SCHEMA ${quoted(nspname)} CASCADE`);
  });
}

export function quoted(name) {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Connecting opens nothing until the first query: validating needs no database. */
export function adapterFactory(url) {
  let shadows = 0;
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: async () => completed(await new PrismaPg(connection(url)).connect()),
    connectToShadowDb: async () => {
      const conf = connection(url);
      const database = `prisma_migrate_shadow_db_${process.pid}_${++shadows}`;
      await onMaintenance(conf, `CREATE DATABASE ${quoted(database)}`);
      const shadow = completed(await new PrismaPg({ ...conf, database }).connect());
      const dispose = shadow.dispose.bind(shadow);
      shadow.dispose = async () => {
        await dispose().catch(() => undefined);
        await onMaintenance(conf, `DROP DATABASE IF EXISTS ${quoted(database)} WITH (FORCE)`);
      };
      return shadow;
    },
  };
}

/**
 * Lets the adapter read the internal one-byte type as a character, in queries and in transactions, and run a script as
 * one: it would cut it at every semicolon, also inside a function's body.
 */
function completed(queryable) {
  const { queryRaw, startTransaction } = queryable;
  queryable.queryRaw = async (query) => {
    const chars = [];
    const performIO = async (io) => {
      const result = await queryable.performIO(io);
      for (const [column, field] of result.fields.entries()) {
        if (field.dataTypeID !== CHAR_TYPE) continue;
        field.dataTypeID = TEXT_TYPE;
        chars.push(column);
      }
      return result;
    };
    const result = await queryRaw.call(Object.create(queryable, { performIO: { value: performIO } }), query);
    for (const column of chars) result.columnTypes[column] = ColumnTypeEnum.Character;
    return result;
  };
  queryable.executeScript = async (script) => void (await queryable.performIO({ sql: script, args: [], argTypes: [] }));
  if (startTransaction) {
    queryable.startTransaction = async (...options) => completed(await startTransaction.apply(queryable, options));
  }
  return queryable;
}
