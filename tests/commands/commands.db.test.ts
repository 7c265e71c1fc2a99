import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountByAddress, assignmentsOf } from '~/auth/account-store.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { openOne } from '~/record/key-slots.server';
import { query } from '../support/database';
import { aMission } from '../support/people';
import { anOpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { command } from './surroundings';

let program: TestRuntime;
let env: NodeJS.ProcessEnv;
const FRAMEWORK = join(import.meta.dirname, '../../demo/data/coding_framework.json');
const run = (...line: string[]) => command(line, env, program);

beforeAll(async () => {
  program = await startTestRuntime();
  const { dataDir, keysDir } = program.config;
  env = { NODE_ENV: 'test', DATA_DIR: dataDir, KEYS_DIR: keysDir, DATABASE_URL: program.databaseUrl };
});
afterAll(() => program.close());

describe('doctor', () => {
  it('finds an installation well, and says where the keys lie', async () => {
    const ran = await run('doctor', '--json');
    expect(ran.exit).toBe(0);
    const checks = ran.json.checks as { name: string; state: string; says: string }[];
    expect(checks.map(({ name }) => name)).toEqual([
      'config', 'keys place', 'keys', 'desk key', 'disk', 'ledger', 'backups', 'database', 'server', 'migrations',
      'vault', 'withdrawals',
    ]); // prettier-ignore
    expect(checks.find(({ name }) => name === 'keys place')?.state).toBe('warning');
    expect(checks.find(({ name }) => name === 'migrations')?.says).toMatch(/^All \d+ applied/);
    expect(JSON.stringify(checks)).not.toContain(new URL(program.databaseUrl).password || 'no password at all');
  });

  it('ends with 1 at keys that others may read, and at a database that does not answer', async () => {
    const keyring = join(program.config.keysDir, 'keyring');
    chmodSync(keyring, 0o755);
    const open = await run('doctor', '--json');
    chmodSync(keyring, 0o700);
    expect(open).toMatchObject({ exit: 1, json: { problems: [{ where: 'keys' }] } });
    const away = { ...env, DATABASE_URL: 'postgresql://nobody:hush@127.0.0.1:1/none' };
    const silent = await command(['doctor'], away, program);
    expect(silent.exit).toBe(1);
    expect([...silent.said, ...silent.complained].join('\n')).not.toContain('hush');
  });

  it('ends with 1 where the database is newer than the program', async () => {
    await query(
      program.databaseUrl,
      `INSERT INTO public._prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'y', '20990101000000_later', now())`,
    );
    const ran = await run('doctor', '--json');
    await query(program.databaseUrl, `DELETE FROM public._prisma_migrations WHERE id = 'x'`);
    expect(ran).toMatchObject({ exit: 1, json: { problems: [{ where: 'migrations' }] } });
  });
});

describe('create-admin', () => {
  it('makes an admin of the installation, once', async () => {
    const made = await run('create-admin', 'root@installation.example', '--json');
    expect(made).toMatchObject({ exit: 0, json: { ok: true, email: 'root@installation.example' } });
    const account = await accountByAddress('root@installation.example');
    expect(account?.state).toBe('active');
    expect(await assignmentsOf(account!.id)).toMatchObject([{ role: 'admin', scope: 'installation', missionId: null }]);
    const again = await run('create-admin', 'root@installation.example');
    expect(again.exit).toBe(1);
    expect(again.complained).toEqual(['EMAIL: There is an account with this address already.']);
  });
});

describe('generate-scale', () => {
  it('needs a mission', async () => {
    expect((await run('generate-scale', '--items', '10')).exit).toBe(2);
  });

  it('fills a scratch round with texts that the desk can open, each with its fact', async () => {
    const mission = await aMission('scaled');
    const ran = await run('generate-scale', '--items', '4000', '--json');
    expect(ran).toMatchObject({ exit: 0, json: { items: 4000, round: 'scale-scaled' } });
    const [item] = await readForDesk({ missionId: mission.id }, (db) => db.item.findMany({ take: 1 }));
    const text = await readForDesk({ missionId: mission.id }, (db) =>
      openOne(db, { table: 'item', record: item!.id, field: 'body' }, item!.body),
    );
    expect(text).toMatch(/\(\d+\)$/);
    const [count] = await query<{ items: number; bare: number; leaves: number }>(
      program.databaseUrl,
      `SELECT (SELECT count(*)::int FROM app.item) AS items, (SELECT count(*)::int FROM app.leaf) AS leaves,
         (SELECT count(*)::int FROM app.submission s WHERE NOT EXISTS (SELECT 1 FROM app.fact f WHERE f.subject_id = s.id)) AS bare`,
    );
    expect(count).toMatchObject({ items: 4000, bare: 0 });
    expect((await run('generate-scale', '--items', '5')).exit).toBe(0);
  });

  it('refuses where there are other rounds, unless it is a test', async () => {
    const missions = await query<{ id: string }>(
      program.databaseUrl,
      `SELECT id FROM app.mission WHERE slug = 'scaled'`,
    );
    await anOpenRound({ id: missions[0]!.id });
    const ran = await run('generate-scale', '--items', '5');
    expect(ran.exit).toBe(1);
    expect(ran.complained[0]).toContain('--yes-this-is-a-test');
    expect((await run('generate-scale', '--items', '5', '--yes-this-is-a-test')).exit).toBe(0);
  });
});

describe('import codebook', () => {
  it('tries, takes, and does not take twice', async () => {
    const tried = await run('import', 'codebook', FRAMEWORK, '--dry-run', '--json');
    expect(tried).toMatchObject({ exit: 0, json: { dryRun: true, codes: 154, mission: 'scaled' } });
    expect(await query(program.databaseUrl, 'SELECT 1 FROM app.code')).toHaveLength(0);
    expect((await run('import', 'codebook', FRAMEWORK)).exit).toBe(0);
    expect(await query(program.databaseUrl, 'SELECT 1 FROM app.code')).toHaveLength(154);
    expect((await run('import', 'codebook', FRAMEWORK)).exit).toBe(1);
    expect((await run('import', 'codebook', FRAMEWORK, '--dry-run')).exit).toBe(1);
  });

  it('asks which mission, where there are several', async () => {
    await aMission('another');
    const ran = await run('import', 'codebook', FRAMEWORK);
    expect(ran.exit).toBe(2);
    expect(ran.complained).toEqual(['--mission: Say which mission: another, scaled.']);
    expect((await run('import', 'codebook', FRAMEWORK, '--mission', 'nowhere')).exit).toBe(2);
    expect((await run('import', 'codebook', FRAMEWORK, '--mission', 'another')).exit).toBe(0);
  });
});
