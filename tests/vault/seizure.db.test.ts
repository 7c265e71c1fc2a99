import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBase64url } from '~/platform/crypto/bytes.server';
import { openBytes } from '~/platform/crypto/envelope.server';
import { readIn } from '~/platform/db.server';
import { unwrapForAnswers, unwrapForDesk } from '~/platform/crypto/key-wrap.server';
import { handlesFor, senderOf } from '~/participants/vault-handle.server';
import { openDataKey } from '~/record/key-slots.server';
import { openInner, openOuter } from '~/vault/box.server';
import { decodeIdentity } from '~/vault/identity';
import { unwrapRoundKey } from '~/vault/round-key.server';
import { query } from '../support/database';
import { aMission } from '../support/people';
import { anOpenRound, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';
import { aVault, WITH_ROOT } from '../support/vault';

/** Long enough that no chance writes its hexadecimal digits among the keys of a database. */
const MARK = 'qzvkwjxq';
const AMINA = { name: `Amina Haroun${MARK}`, organisation: `Market${MARK} women`, contact: `baker${MARK}` };

let program: TestRuntime;
let mission: { id: string };
let round: OpenRound;
let vault: Awaited<ReturnType<typeof aVault>>;
let handle: string;
let empty: string;

interface Wrap {
  id: string;
  epoch: number;
  public_key: Buffer;
  wrapped: Buffer;
}

beforeAll(async () => {
  program = await startTestRuntime('2026-03-02T09:00:00Z', WITH_ROOT);
  mission = await aMission();
  vault = await aVault(mission);
  round = await anOpenRound(mission);
  const handleOf = async (sent: { items: string[] }) => {
    const target = (await senderOf({ missionId: mission.id }, sent.items[0]!))!;
    return (await handlesFor({ missionId: mission.id })(target.targetId))!;
  };
  handle = await handleOf(await aSubmission(round, { identity: AMINA, attribution: 'named' }));
  empty = await handleOf(await aSubmission(round));
});
afterAll(() => program.close());

const rows = <T extends object>(sql: string, values: unknown[] = []) =>
  query<T & Record<string, unknown>>(program.databaseUrl, sql, values);

async function boxOf(which: string): Promise<Uint8Array> {
  const [row] = await rows<{ sealed: Buffer }>('select sealed from vault.box where handle = $1', [which]);
  return new Uint8Array(row!.sealed);
}

async function slotOf(which: string) {
  const [row] = await rows<{ wrapped: Buffer; key_epoch: number }>('select wrapped, key_epoch from app.key_slot where object_id = $1', [which]); // prettier-ignore
  return { wrapped: new Uint8Array(row!.wrapped), epoch: row!.key_epoch };
}

const wraps = () =>
  rows<Wrap>(`select k.id, k.epoch, o.public_key, w.wrapped from vault.round_key k
    join vault.round_key_wrap w on w.round_key_id = k.id join vault.officer_key o on o.id = w.officer_key_id where k.round_id = $1`, [round.id]); // prettier-ignore

/** Every value of 32 bytes that stands anywhere in the database: what a thief could take for a key. */
async function keysInDatabase(): Promise<Uint8Array[]> {
  const columns = await rows<{ place: string; column: string }>(
    `select format('%I.%I', table_schema, table_name) as place, column_name as column from information_schema.columns
     where table_schema in ('app', 'vault') and data_type = 'bytea'`,
  );
  const found: Uint8Array[] = [];
  for (const { place, column } of columns) {
    const values = await rows<{ value: Buffer }>(
      `select ${column} as value from ${place} where octet_length(${column}) = 32`,
    );
    found.push(...values.map(({ value }) => new Uint8Array(value)));
  }
  return found;
}

/** Every key of the server's own files. */
function keysOfServer(): Uint8Array[] {
  const folder = join(program.config.keysDir, 'keyring');
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  return texts.flatMap((text) => [...text.matchAll(/"key": "([^"]+)"/g)].map(([, key]) => fromBase64url(key!)!));
}

const where = { table: 'vault.box', record: '' } as const;

/** Whether any of the keys opens the data key, the round's key or the box itself. */
async function opensSomething(keys: readonly Uint8Array[]): Promise<string[]> {
  const opened: string[] = [];
  const [box, slot, wrapped] = [await boxOf(handle), await slotOf(handle), await wraps()];
  const place = { record: handle, epoch: slot.epoch };
  const isThrown = (work: () => unknown) => {
    try {
      return work() === null;
    } catch {
      return true;
    }
  };
  for (const key of keys) {
    const data = await unwrapForDesk(key, slot.wrapped, place).catch(() => null);
    if (data || !isThrown(() => unwrapForAnswers(key, slot.wrapped, place))) opened.push('data key');
    if (!isThrown(() => openBytes(new Uint8Array(key), { table: 'vault.box', record: handle, field: 'box' }, box)))
      opened.push('box');
    for (const wrap of wrapped) {
      const holder = { publicKey: wrap.public_key.toString('base64url'), privateKey: key };
      if (unwrapRoundKey({ id: wrap.id, scope: round.id, epoch: wrap.epoch }, holder, new Uint8Array(wrap.wrapped))) opened.push('round key'); // prettier-ignore
    }
  }
  return opened;
}

async function innerOf(which: string): Promise<Uint8Array> {
  const dataKey = await readIn(program.databases.prisma.desk, { mission: mission.id }, (db) => openDataKey(db, which));
  return openOuter(dataKey!, { ...where, record: which }, await boxOf(which));
}

describe('what was seized', () => {
  it('the database alone opens nothing, and holds no word of an identity', async () => {
    const keys = await keysInDatabase();
    expect(keys.length).toBeGreaterThan(10);
    expect(await opensSomething(keys)).toEqual([]);
    const found: string[] = [];
    const tables = await rows<{ name: string }>(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('app', 'vault')`); // prettier-ignore
    for (const { name } of tables) {
      for (const { row } of await rows<{ row: string }>(`select lower(t::text) as row from ${name} t`)) {
        // Only the place is told: what was found would be somebody's name.
        for (const mark of [MARK, Buffer.from(MARK).toString('hex')]) if (row.includes(mark)) found.push(name);
      }
    }
    expect(found).toEqual([]);
  });

  it('the database and the server’s keys, without an officer’s: the inner layer stays shut, empty or not', async () => {
    const server = keysOfServer();
    expect(server.length).toBeGreaterThanOrEqual(8);
    expect(await opensSomething(server)).toEqual(['data key']);
    const [named, nobody] = [await innerOf(handle), await innerOf(empty)];
    expect(named).toHaveLength(nobody.length);
    for (const key of [...server, ...(await keysInDatabase())]) {
      expect(openInner({ ...where, record: handle }, round.id, key, named)).toBeNull();
      expect(openInner({ ...where, record: empty }, round.id, key, nobody)).toBeNull();
    }
  });

  it('the database and an officer’s key, without the server’s: the outer layer stays shut', async () => {
    const { privateKey, publicKey } = vault.first.key;
    const own = (await wraps()).find((wrap) => wrap.public_key.toString('base64url') === publicKey)!;
    const place = { id: own.id, scope: round.id, epoch: own.epoch };
    const roundKey = unwrapRoundKey(place, vault.first.key, new Uint8Array(own.wrapped))!;
    expect(roundKey).toHaveLength(32);
    const opened = await opensSomething([privateKey, roundKey, ...(await keysInDatabase())]);
    expect(opened).toEqual(['round key']);
    expect(openInner({ ...where, record: handle }, round.id, roundKey, (await boxOf(handle)).subarray(29))).toBeNull();
  });

  it('all three together open it: the test would notice', async () => {
    const own = (await wraps()).find((wrap) => wrap.public_key.toString('base64url') === vault.recovery.key.publicKey)!;
    const place = { id: own.id, scope: round.id, epoch: own.epoch };
    const roundKey = unwrapRoundKey(place, vault.recovery.key, new Uint8Array(own.wrapped))!;
    const content = openInner({ ...where, record: handle }, round.id, roundKey, await innerOf(handle));
    expect(decodeIdentity(content!)).toEqual(AMINA);
  });
});
