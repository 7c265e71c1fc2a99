import type pg from 'pg';
import { readLedger, type LedgerEntry } from '~/participants/ledger.server';
import { proofOf, type WithdrawalProof, type WithdrawnRow } from '~/participants/withdrawal-proof.server';
import type { Config } from '~/platform/config.server';
import type { KeyEntry } from '~/platform/crypto/keyring-files.server';
import { readDeskRings } from '~/platform/crypto/keyring-rings.server';
import { openLeaf } from '~/record/key-slots.server';
import type { Check } from './doctor-checks.server';

const check = (state: Check['state'], says: string): Check => ({ name: 'withdrawals', state, says });

interface Row {
  id: string;
  version: number;
  act_pk: Buffer | null;
  leaf: string | null;
  leaf_id: string | null;
  opening: Buffer | null;
  wrapped: Buffer | null;
  key_epoch: number | null;
  act: { act_signature?: string; act_version?: number; act_leaf?: string } | null;
}

const PAGE = 500;
const AFTER = '00000000-0000-0000-0000-000000000000';
const WITHDRAWN = `
  SELECT s.id, s.version, s.act_pk, encode(l.commitment, 'hex') AS leaf, l.id AS leaf_id, l.opening, k.wrapped, k.key_epoch,
    (SELECT w.payload FROM app.fact w WHERE w.subject_id = s.id AND w.type = 'submission.withdrawn' LIMIT 1) AS act
  FROM app.submission s LEFT JOIN app.fact f ON f.subject_id = s.id AND f.type = 'submission.received'
    LEFT JOIN app.leaf l ON l.tx = f.tx LEFT JOIN app.key_slot k ON k.object_id = l.id
  WHERE s.mission_id = $1 AND s.state = 'withdrawn' AND s.id > $2 ORDER BY s.id LIMIT ${PAGE}`;

/** The public key that the leaf was sealed with; null where it opens no more, or had none. */
async function keyInLeaf(row: Row, keys: readonly KeyEntry[]): Promise<Uint8Array | null> {
  const { leaf_id: objectId, opening, wrapped, key_epoch: keyEpoch } = row;
  if (!objectId || !opening || !wrapped || keyEpoch === null) return null;
  const slot = { objectId, wrapped: new Uint8Array(wrapped), keyEpoch };
  const keyOf = (epoch: number) => keys.find(({ version }) => version === epoch)?.key;
  const text = await openLeaf(keyOf, slot, new Uint8Array(opening));
  const fields = text && (JSON.parse(text) as { metadata: { act_pk?: string } });
  return fields ? new Uint8Array(Buffer.from(fields.metadata.act_pk ?? '', 'hex')) : null;
}

/** One mission's withdrawn submissions, with the owner's rights over that mission alone: nothing is hidden by policies. */
async function pageOf(client: pg.Client, mission: string, after: string): Promise<Row[]> {
  await client.query('BEGIN READ ONLY');
  try {
    await client.query('SET LOCAL ROLE answerable_owner');
    await client.query(`SELECT set_config('app.mission', $1, true)`, [mission]);
    return (await client.query<Row>(WITHDRAWN, [mission, after])).rows;
  } finally {
    await client.query('ROLLBACK');
  }
}

const WORDS: Readonly<Record<Exclude<WithdrawalProof, 'proved'>, string>> = {
  no_leaf: 'its leaf is gone',
  other_key: 'its public key is not the one in its leaf',
  not_in_ledger: 'the ledger does not have it',
  not_signed: 'no entry of the ledger is signed with its code',
};

/** The signature as the fact holds it: what the desk can see of a ledger that lies with the public part. */
function entryInFact({ id, act }: Row): LedgerEntry[] {
  if (!act?.act_signature || !act.act_leaf || !act.act_version) return [];
  const { act_signature: signature, act_leaf: leaf, act_version: version } = act;
  return [{ submission: id, scope: 'submission', version, leaf, signature, day: '' }];
}

interface Found {
  proved: number;
  unproved: { id: string; proof: Exclude<WithdrawalProof, 'proved'> }[];
}

interface Evidence {
  keys: readonly KeyEntry[];
  ledger: ReadonlyMap<string, readonly LedgerEntry[]>;
  /** Whether the public part runs apart: it keeps the ledger of what it took. */
  isApart: boolean;
}

async function judge(row: Row, missionId: string, { keys, ledger, isApart }: Evidence): Promise<WithdrawalProof> {
  const { id, version, act_pk: key, leaf } = row;
  const actPublicKey = key && new Uint8Array(key);
  const withdrawn: WithdrawnRow = { id, version, missionId, actPublicKey, leaf, keyInLeaf: await keyInLeaf(row, keys) };
  const elsewhere = isApart ? entryInFact(row) : [];
  return proofOf(withdrawn, [...(ledger.get(row.id) ?? []), ...elsewhere]);
}

async function lookInto(client: pg.Client, evidence: Evidence): Promise<Found> {
  const found: Found = { proved: 0, unproved: [] };
  const { rows: missions } = await client.query<{ id: string }>('SELECT id FROM app.mission ORDER BY id');
  for (const { id: mission } of missions) {
    let rows = await pageOf(client, mission, AFTER);
    while (rows.length > 0) {
      for (const row of rows) {
        const proof = await judge(row, mission, evidence);
        if (proof === 'proved') found.proved += 1;
        else found.unproved.push({ id: row.id, proof });
      }
      rows = rows.length < PAGE ? [] : await pageOf(client, mission, rows.at(-1)!.id);
    }
  }
  return found;
}

function bySubmission(entries: readonly LedgerEntry[]): Map<string, LedgerEntry[]> {
  const found = new Map<string, LedgerEntry[]>();
  for (const entry of entries) found.set(entry.submission, [...(found.get(entry.submission) ?? []), entry]);
  return found;
}

/** So many are named; the rest is counted. */
const NAMED = 20;

/**
 * Whether each withdrawal that the database shows is its sender's own: in the ledger, signed with the key of the return
 * code that was in its leaf from the beginning. What staff erase has a state of its own, so that whatever fails here was
 * called a withdrawal by somebody who was not its sender, or the ledger is not whole. Where the public part runs apart and
 * keeps the ledger, the desk's doctor takes the signature from the fact.
 */
export async function checkWithdrawals(client: pg.Client, { dataDir, keysDir, part }: Config): Promise<Check[]> {
  // Its login opens no leaf and sees no withdrawal.
  if (part === 'public') return [];
  const keys = readDeskRings(keysDir)?.desk ?? [];
  const { entries } = await readLedger(dataDir);
  const { proved, unproved } = await lookInto(client, {
    keys,
    ledger: bySubmission(entries),
    isApart: part === 'desk',
  });
  if (unproved.length === 0) return [check('good', `${proved} withdrawn, each signed with its return code.`)];
  const named = unproved.slice(0, NAMED).map(({ id, proof }) => check('bad', `Submission ${id}: ${WORDS[proof]}.`));
  const more = unproved.length - named.length;
  const rest = more > 0 ? [check('bad', `${more} more that nobody’s return code withdrew.`)] : [];
  return [...named, ...rest];
}
