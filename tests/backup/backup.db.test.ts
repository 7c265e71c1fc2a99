import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackup, readSection } from '~/backup/backup-file.server';
import { makeBackup, retireBackup } from '~/backup/make-backup.server';
import { registeredBackups } from '~/backup/backup-register.server';
import { readKeys, type Slot } from '~/backup/keys-section.server';
import { restore } from '~/backup/restore.server';
import { newDeskPair } from '~/platform/crypto/keyring-rings.server';
import { toBase64url } from '~/platform/crypto/bytes.server';
import { now } from '~/platform/runtime.server';
import { emptyDatabase, query } from '../support/database';
import { aMission } from '../support/people';
import { anOpenRound, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';

const pair = newDeskPair();
const holder = { publicKey: toBase64url(pair.publicKey), privateKey: pair.privateKey };
let runtime: TestRuntime;
let folder: string;
let round: OpenRound;

beforeAll(async () => {
  runtime = await startTestRuntime('2026-03-02T09:00:00Z');
  folder = mkdtempSync(join(tmpdir(), 'answerable-backup-'));
  round = await anOpenRound(await aMission());
  for (let count = 0; count < 3; count += 1) await aSubmission(round);
});
afterAll(async () => {
  await runtime.close();
  rmSync(folder, { recursive: true, force: true });
});

async function backUp(name: string) {
  const out = join(folder, name);
  const { dataDir: data, keysDir: keys } = runtime.config;
  const manifest = await makeBackup({ databaseUrl: runtime.databaseUrl, dataDir: data, keysDir: keys, out, recipient: holder.publicKey, now: now() }); // prettier-ignore
  return { out, manifest };
}

const COUNTS = `select n.nspname || '.' || c.relname as name,
  (xpath('/row/c/text()', query_to_xml(format('select count(*) as c from %I.%I', n.nspname, c.relname), false, true, '')))[1]::text::int as rows
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('app', 'vault') and c.relkind = 'r' order by 1`;
const countsOf = (url: string) => query<{ name: string; rows: number }>(url, COUNTS);

async function restoreInto(file: string, more: { others?: string[]; signer?: string | null } = {}) {
  const database = await emptyDatabase();
  const place = mkdtempSync(join(folder, 'restored-'));
  const wish = {
    databaseUrl: database.url,
    dataDir: join(place, 'data'),
    keysDir: join(place, 'keys'),
    file,
    others: more.others ?? [],
    signer: more.signer === undefined ? await signerOf(file) : more.signer,
    holder,
    now: now(),
  };
  const done = restore(wish);
  done.catch(() => undefined);
  return { database, wish, done };
}

async function signerOf(file: string) {
  const text = readFileSync(file).toString('latin1');
  return /"signer":"([\w-]{43})"/.exec(text)?.[1] ?? null;
}

describe('a backup', () => {
  it('comes back row by row, words frozen, in a database with no one else in it', async () => {
    const { out, manifest } = await backUp('first.backup');
    const { database, done, wish } = await restoreInto(out);
    const restored = await done;
    expect(restored).toMatchObject({ frozen: true, manifest: { id: manifest.id } });
    const [before, after] = [await countsOf(runtime.databaseUrl), await countsOf(database.url)];
    const changed = after.filter(({ name, rows }) => rows !== before.find((one) => one.name === name)?.rows);
    expect(changed.map(({ name }) => name)).toEqual(['app.fact', 'app.restoration']);
    const [slots] = await query<{ frozen: number; open: number }>(
      database.url,
      'select count(*) filter (where frozen)::int as frozen, count(*) filter (where not frozen and suite = 16)::int as open from app.key_slot',
    );
    expect(slots).toEqual({ frozen: restored.slots, open: 0 });
    expect(readFileSync(join(wish.keysDir, 'keyring/desk.json'), 'utf8')).toBe(
      readFileSync(join(runtime.config.keysDir, 'keyring/desk.json'), 'utf8'),
    );
    await expect(restore({ ...wish })).rejects.toThrow('empty one');
    await database.drop();
  });

  it('brings words back at once with keys that are newer than the data', async () => {
    const first = await backUp('older.backup');
    runtime.clock.addHours(1);
    const second = await backUp('newer.backup');
    const { database, done } = await restoreInto(first.out, { others: [second.out] });
    expect(await done).toMatchObject({ frozen: false, keysMadeAt: second.manifest.madeAt });
    const [row] = await query<{ n: number }>(database.url, 'select count(*)::int as n from app.key_slot where frozen');
    expect(row?.n).toBe(0);
    await database.drop();
  });

  it('guards the rows as before once it is there', async () => {
    const { out } = await backUp('guarded.backup');
    const { database, done } = await restoreInto(out);
    await done;
    const [open] = await query<{ n: number }>(
      database.url,
      `select count(*)::int as n from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('app', 'vault') and not t.tgisinternal and t.tgenabled = 'D'`,
    );
    expect(open?.n).toBe(0);
    const forced = (url: string) =>
      query(url, `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('app', 'vault') and c.relkind = 'r' and c.relforcerowsecurity order by 1`); // prettier-ignore
    expect(await forced(database.url)).toEqual(await forced(runtime.databaseUrl));
    await database.drop();
  });

  it.each([
    ['its first byte', () => 0],
    ['the data', () => 400],
    ['the keys', (size: number) => Math.floor(size * 0.9)],
    ['the end', (size: number) => size - 40],
  ])('is refused when a bit of %s was flipped, and nothing is written', async (_what, at) => {
    const { out } = await backUp(`flip-${at(10_000)}.backup`);
    const bytes = readFileSync(out);
    bytes[at(bytes.length)]! ^= 1;
    const bad = `${out}.bad`;
    writeFileSync(bad, bytes);
    const { database, done, wish } = await restoreInto(bad, { signer: await signerOf(out) });
    await expect(done).rejects.toThrow(/changed|cut off|no backup/);
    expect(await query(database.url, `select 1 from pg_namespace where nspname = 'app'`)).toEqual([]);
    expect(() => readFileSync(join(wish.keysDir, 'keyring/desk.json'))).toThrow();
    await database.drop();
  });

  it('is refused when it is cut off, signed by another, or handed to another recovery key', async () => {
    const { out } = await backUp('cut.backup');
    const bytes = readFileSync(out);
    writeFileSync(`${out}.cut`, bytes.subarray(0, bytes.length - 1000));
    for (const attempt of [
      await restoreInto(`${out}.cut`, { signer: await signerOf(out) }),
      await restoreInto(out, { signer: null }),
      await restoreInto(out, { signer: holder.publicKey }),
    ]) {
      await expect(attempt.done).rejects.toThrow(/cut off|signed/);
      await attempt.database.drop();
    }
    const { database, wish, done } = await restoreInto(out, { signer: null });
    await done.catch(() => undefined);
    const stranger = { publicKey: 'x', privateKey: newDeskPair().privateKey };
    await expect(restore({ ...wish, signer: await signerOf(out), holder: stranger })).rejects.toThrow(
      'another recovery key',
    );
    await database.drop();
  });

  it('writes over nothing', async () => {
    const { out } = await backUp('there.backup');
    await expect(backUp('there.backup')).rejects.toThrow('there already');
    expect(readFileSync(out).length).toBeGreaterThan(1000);
  });
});

describe('a retired backup', () => {
  it('holds no keys any more, keeps its data, and is remembered as retired', async () => {
    const { out, manifest } = await backUp('old.backup');
    const signer = await signerOf(out);
    const { keysDir: keys, dataDir: data } = runtime.config;
    const dataBefore = gunzipSync(await whole(await openBackup(out, signer)));
    expect(await retireBackup(out, { keysDir: keys, dataDir: data, now: now() })).toBe('retired');
    expect(await retireBackup(out, { keysDir: keys, dataDir: data, now: now() })).toBe('already');
    const retired = await openBackup(out, signer);
    expect(retired.manifest.keys).toBeNull();
    expect(gunzipSync(await whole(retired)).equals(dataBefore)).toBe(true);
    expect((await registeredBackups(data)).find(({ id }) => id === manifest.id)?.retired).toBe(true);
    const { database, done } = await restoreInto(out);
    await expect(done).rejects.toThrow('keys section');
    await database.drop();
  });
});

async function whole(backup: Awaited<ReturnType<typeof openBackup>>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of readSection(backup, 'data') as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('what a backup shows', () => {
  it('holds no key outside the sealed section, and every slot inside it', async () => {
    const { out } = await backUp('shown.backup');
    const backup = await openBackup(out, await signerOf(out));
    const data = gunzipSync(await whole(backup));
    const slots: Slot[] = [];
    await readKeys(backup, holder, { file: () => undefined, ledger: () => undefined, slots: async (some) => void slots.push(...some) }); // prettier-ignore
    const [row] = await query<{ n: number }>(runtime.databaseUrl, 'select count(*)::int as n from app.key_slot');
    expect(slots).toHaveLength(row!.n);
    for (const { wrapped } of slots) {
      expect(data.includes(Buffer.from(wrapped, 'base64').toString('hex'))).toBe(false);
    }
    expect(data.includes('app.session')).toBe(false);
  });
});
