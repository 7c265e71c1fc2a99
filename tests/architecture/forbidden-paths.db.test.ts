import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../support/database';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let client: pg.Client;

beforeAll(async () => {
  database = await freshDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

async function foreignKeys(): Promise<[string, string][]> {
  const { rows } = await client.query<{ from: string; to: string }>(
    `select n.nspname || '.' || c.relname as from, rn.nspname || '.' || r.relname as to
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     join pg_class r on r.oid = k.confrelid join pg_namespace rn on rn.oid = r.relnamespace
     where k.contype = 'f' and n.nspname in ('app', 'vault')`,
  );
  return rows.map((row) => [row.from, row.to]);
}

function reached(from: string, keys: readonly [string, string][]): Set<string> {
  const found = new Set<string>();
  const visit = (table: string): void => {
    for (const [one, other] of keys) {
      if (one === table && !found.has(other)) {
        found.add(other);
        visit(other);
      }
    }
  };
  visit(from);
  return found;
}

const OF_PARTICIPANTS = [
  'submission',
  'item',
  'item_version',
  'point',
  'message',
  'consent',
  'risk_flag',
  'understanding',
  'code_lookup',
  'coding',
  'use_check',
  'redaction',
  'redaction_passage',
  'redaction_removal',
  'text_commitment',
  'check_in',
  'reprisal_case',
  'reprisal_step',
];
const IDENTITIES = /^(vault\..*|app\.(organisation|member|news_list|invitation|account|session|keychain_entry))$/;

describe('the schema', () => {
  it('has no path from a text to an identity', async () => {
    const keys = await foreignKeys();
    for (const table of OF_PARTICIPANTS) {
      expect(
        [...reached(`app.${table}`, keys)].filter((other) => IDENTITIES.test(other)),
        table,
      ).toEqual([]);
    }
  });

  it('keeps keys and the vault free of foreign keys, in and out', async () => {
    const touching = (await foreignKeys()).filter((pair) =>
      pair.some((table) => /^(vault\.|app\.key_slot$)/.test(table)),
    );
    expect(touching).toEqual([]);
  });

  it('guards every table by facts, or names it as exempt', async () => {
    const exempt = [
      'session',
      'factor_use',
      'visit_nonce',
      'key_slot',
      'search_segment',
      'search_change',
      'use_check',
      'fact',
      'leaf',
      'box',
      // A fact of each address would tell the hour when it came.
      'news_list',
      // A number and a day, written with the file of keys.
      'destroyed_key',
    ];
    const { rows } = await client.query<{ table: string }>(
      `select c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('app', 'vault') and c.relkind = 'r'
         and not exists (select 1 from pg_trigger t where t.tgrelid = c.oid and t.tgname like '%\\_fact')`,
    );
    expect(rows.map((row) => row.table).sort()).toEqual(exempt.sort());
  });

  it('forces row-level security wherever a row has a mission', async () => {
    const { rows } = await client.query<{ table: string }>(
      `select c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'mission_id'
       where n.nspname in ('app', 'vault') and c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity)`,
    );
    expect(rows.map((row) => row.table)).toEqual(['session']);
  });

  it('names nobody outside the vault: staff have an address, places and missions have names', async () => {
    const { rows } = await client.query<{ column: string }>(
      `select table_schema || '.' || table_name || '.' || column_name as column from information_schema.columns
       where table_schema in ('app', 'vault', 'audit')
         and column_name ~ '(name|contact|mail|phone|tel|mobile|address|organi[sz]ation|person|who)'
         and column_name !~ '_?(owner_office|org_type)$'`,
    );
    const allowed = /^(app\.account\.email|(app|audit)\.(mission|country)\.name)$/;
    expect(rows.map((row) => row.column).filter((column) => !allowed.test(column))).toEqual([]);
    expect(rows.map((row) => row.column)).toContain('app.account.email');
  });

  it('lets the vault alone see boxes, wrapped keys and openings', async () => {
    const { rows } = await client.query<{ grantee: string; table: string }>(
      `select distinct grantee, table_name as table from information_schema.role_column_grants
       where table_schema = 'vault' and privilege_type = 'SELECT' and grantee <> 'answerable_owner'
         and (table_name in ('box', 'opening') or (table_name, column_name) in (('round_key_wrap', 'wrapped'), ('entry', 'sealed')))`,
    );
    const holders = rows
      .filter(({ grantee }) => /^answerable_/.test(grantee))
      .map((row) => `${row.grantee} ${row.table}`);
    expect(holders.sort()).toEqual([
      'answerable_settler box',
      'answerable_vault box',
      'answerable_vault entry',
      'answerable_vault opening',
      'answerable_vault round_key_wrap',
    ]);
  });

  it('gives no role a table of its own, and none TRUNCATE', async () => {
    const { rows } = await client.query<{ grantee: string }>(
      `select distinct grantee from information_schema.role_table_grants
       where table_schema in ('app', 'vault') and privilege_type = 'TRUNCATE' and grantee <> 'answerable_owner'`,
    );
    expect(rows).toEqual([]);
    const owners = await client.query<{ owner: string }>(
      `select distinct pg_get_userbyid(c.relowner) as owner from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('app', 'vault', 'audit')`,
    );
    expect(owners.rows.map((row) => row.owner)).toEqual(['answerable_owner']);
  });
});
