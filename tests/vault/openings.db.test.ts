import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handlesFor, senderOf } from '~/participants/vault-handle.server';
import { enrolKey, revokeKeyAs } from '~/vault/officer-key-commands.server';
import {
  approveOpening,
  breakGlass,
  declineOpening,
  loadOpening,
  requestOpening,
  reviewOpening,
  type Target,
} from '~/vault/opening-commands.server';
import { deliverOpening } from '~/vault/opening-delivery.server';
import { challengeFor } from '~/vault/opening-proof.server';
import { staffOf } from '~/auth/staff.server';
import { query } from '../support/database';
import { codeIn, openedBy } from '../support/opener';
import { aMission, someone } from '../support/people';
import { anOpenRound, succeeded, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';
import { anOfficer, aSignedKey, aVault, WITH_ROOT, type Officer } from '../support/vault';

const AMINA = { name: 'Amina', organisation: 'Women of the market', contact: 'by the baker' };
const REASON = 'She wrote that men came to her door.';
const DANGER = 'They are on their way to her house now, and she cannot be reached in any other way.';
const refused = (refusal: string) => expect.objectContaining({ ok: false, refusal });

let program: TestRuntime;
let mission: { id: string };
let round: OpenRound;
let one: Officer;
let other: Officer;
let named: Target;
let nameless: Target;

const targetOf = async (sent: { items: string[] }) => (await senderOf(one.staff, sent.items[0]!))!;
const asked = async (target = named, by = one) => succeeded(await requestOpening(by.staff, target, REASON)).id;
const file = (officer: Officer, id: string) => deliverOpening(officer.staff, id, handlesFor(officer.staff));

async function codeFor(officer: Officer, id: string) {
  const { opening, key } = (await loadOpening(officer.staff, id))!;
  const challenge = challengeFor(opening, { keyId: key!.id, publicKey: key!.publicKey });
  return {
    challenge,
    seen: Buffer.from(opening.requestHash).toString('base64url'),
    code: codeIn(officer.key, challenge)!,
  };
}
const approve = async (officer: Officer, id: string) => approveOpening(officer.staff, id, await codeFor(officer, id));
const facts = (id: string) =>
  query<{ type: string }>(program.databaseUrl, 'select type from app.fact where subject_id = $1 order by subject_version', [id])
    .then((rows) => rows.map(({ type }) => type)); // prettier-ignore
const force = (sql: string) =>
  query(program.databaseUrl, `do $$ begin set session_replication_role = replica; ${sql}; end $$`);

beforeAll(async () => {
  program = await startTestRuntime('2026-03-02T09:00:00Z', WITH_ROOT);
  mission = await aMission();
  const vault = await aVault(mission);
  [one, other] = [vault.first, vault.second];
  round = await anOpenRound(mission);
  named = await targetOf(await aSubmission(round, { identity: AMINA }));
  nameless = await targetOf(await aSubmission(round));
});
afterAll(() => program.close());

describe('two officers', () => {
  it('open one box: a fact before anything is given out, and only the asker can read it', async () => {
    const id = await asked();
    succeeded(await approve(other, id));
    const given = succeeded(await file(one, id));
    expect(openedBy(one.key, given)).toEqual(AMINA);
    expect(openedBy(other.key, given)).toBeUndefined();
    expect(await facts(id)).toEqual(['opening.requested', 'opening.approved', 'opening.delivered']);
    expect(given).not.toContain('Amina');
  });

  it('get the same for somebody without a name: one form, one length', async () => {
    const [with_, without] = [await asked(named), await asked(nameless)];
    succeeded(await approve(other, with_));
    succeeded(await approve(other, without));
    const [first, second] = [succeeded(await file(one, with_)), succeeded(await file(one, without))];
    expect(second.length).toBe(first.length);
    expect(Object.keys(JSON.parse(second) as object)).toEqual(Object.keys(JSON.parse(first) as object));
    expect(openedBy(one.key, second)).toBeNull();
  });

  it('may be given it again after a lost reply, each time as a fact', async () => {
    const id = await asked();
    succeeded(await approve(other, id));
    succeeded(await file(one, id));
    succeeded(await file(one, id));
    expect((await facts(id)).filter((type) => type === 'opening.delivered')).toHaveLength(2);
  });
});

describe('what opens nothing', () => {
  it('one officer alone: not unapproved, not by approving the own request', async () => {
    const id = await asked();
    expect(await file(one, id)).toEqual(refused('workflow.not_from_here'));
    expect(await approve(one, id)).toEqual(refused('opening.own_request'));
    const row = force(`update vault.opening set state = 'approved', approver = requester, approver_key = requester_key, approval = request_hash where id = '${id}'`); // prettier-ignore
    await expect(row).rejects.toThrow(/check/);
  });

  it('the same person with a second account: a key is enrolled once, and one a person', async () => {
    const second = await someone(mission, 'protection_officer');
    const { certificate } = aSignedKey({ key: one.key.publicKey, label: 'again' });
    expect(await enrolKey(second, certificate)).toEqual(refused('officer_key.enrolled_already'));
    const id = await asked();
    const seen = (await codeFor(other, id)).seen;
    expect(await approveOpening(second, id, { seen, code: '' })).toEqual(refused('opening.no_key'));
  });

  it('an admin who reset an officer’s password: the account without the key approves nothing and reads nothing', async () => {
    const taken = staffOf({ id: 'stolen', accountId: other.staff.accountId, missionId: mission.id }, other.staff.roles);
    const id = await asked();
    const { seen, challenge } = await codeFor(other, id);
    expect(codeIn(one.key, challenge)).toBeNull();
    for (const code of ['', '0'.repeat(20), 'ffff '.repeat(5)]) {
      expect(await approveOpening(taken, id, { seen, code })).toEqual(refused('opening.wrong_code'));
    }
    const mine = succeeded(await requestOpening(taken, named, REASON)).id;
    succeeded(await approve(one, mine));
    const given = succeeded(await deliverOpening(taken, mine, handlesFor(taken)));
    expect(openedBy(aSignedKey().key, given)).toBeUndefined();
    const admin = await someone(mission, 'admin');
    expect(await requestOpening(admin, named, REASON)).toEqual(refused('workflow.not_allowed'));
    expect(await deliverOpening(admin, mine, handlesFor(admin))).toEqual(refused('workflow.not_allowed'));
  });

  it('an approval used twice, or for another request', async () => {
    const [id, second] = [await asked(), await asked(nameless)];
    const approval = await codeFor(other, id);
    expect(await approveOpening(other.staff, second, approval)).toEqual(refused('opening.changed'));
    const both = { ...(await codeFor(other, second)), code: approval.code };
    expect(await approveOpening(other.staff, second, both)).toEqual(refused('opening.wrong_code'));
    succeeded(await approveOpening(other.staff, id, approval));
    expect(await approveOpening(other.staff, id, approval)).toEqual(refused('workflow.not_from_here'));
    await force(`update vault.opening n set state = 'approved', approver = o.approver, approver_key = o.approver_key, approval = o.approval from vault.opening o where o.id = '${id}' and n.id = '${second}'`); // prettier-ignore
    expect(await file(one, second)).toEqual(refused('opening.not_approved'));
  });

  it('a request that somebody changed in the database', async () => {
    const id = await asked(nameless);
    const approval = await codeFor(other, id);
    await force(`update vault.opening set target_id = '${named.targetId}' where id = '${id}'`);
    expect(await approveOpening(other.staff, id, approval)).toEqual(refused('opening.changed'));
    const approved = await asked(nameless);
    succeeded(await approve(other, approved));
    await force(`update vault.opening set target_id = '${named.targetId}' where id = '${approved}'`);
    expect(await file(one, approved)).toEqual(refused('opening.changed'));
  });

  it('an expired request, an expired approval, and time alone', async () => {
    const [waiting, approved] = [await asked(), await asked()];
    succeeded(await approve(other, approved));
    program.clock.addHours(24);
    expect(await approve(other, waiting)).toEqual(refused('opening.expired'));
    expect(await file(one, waiting)).toEqual(refused('workflow.not_from_here'));
    expect(await file(one, approved)).toEqual(refused('opening.expired'));
  });

  it('somebody else’s approved request, a declined one, another mission’s', async () => {
    const [id, declined] = [await asked(), await asked()];
    succeeded(await approve(other, id));
    expect(await file(other, id)).toEqual(refused('opening.others_request'));
    succeeded(await declineOpening(other.staff, declined));
    expect(await approve(other, declined)).toEqual(refused('workflow.not_from_here'));
    const stranger = await someone(await aMission(), 'protection_officer');
    expect(await deliverOpening(stranger, id, handlesFor(stranger))).toEqual(refused('opening.not_found'));
    expect(await senderOf(stranger, named.targetId)).toBeNull();
  });

  it('an approval of a key that is out of service since', async () => {
    const third = await anOfficer(mission);
    const id = await asked();
    succeeded(await approve(third, id));
    succeeded(await revokeKeyAs(one.staff, third.keyId));
    expect(await file(one, id)).toEqual(refused('opening.not_approved'));
  });

  it('a round that takes no names', async () => {
    const place = await aMission();
    const quiet = await anOpenRound(place);
    const officer = await anOfficer(place);
    const sent = await aSubmission(quiet);
    const target = (await senderOf(officer.staff, sent.items[0]!))!;
    expect(await requestOpening(officer.staff, target, REASON)).toEqual(refused('opening.anonymous_only'));
  });
});

describe('break-glass', () => {
  it('takes one officer, one record and fifty characters; three without review block the next', async () => {
    expect(await breakGlass(one.staff, named, 'Danger to life.')).toEqual(refused('opening.reason_too_short'));
    const ids: string[] = [];
    for (let use = 0; use < 3; use += 1) ids.push(succeeded(await breakGlass(one.staff, named, DANGER)).id);
    expect(openedBy(one.key, succeeded(await file(one, ids[0]!)))).toEqual(AMINA);
    expect(await facts(ids[0]!)).toEqual(['opening.glass_broken', 'opening.delivered']);
    expect(await file(other, ids[1]!)).toEqual(refused('opening.others_request'));
    expect(await breakGlass(other.staff, named, DANGER)).toEqual(refused('opening.glass_blocked'));
    expect(await reviewOpening(one.staff, ids[0]!, 'justified')).toEqual(refused('opening.own_request'));
    succeeded(await reviewOpening(other.staff, ids[0]!, 'justified'));
    expect(await file(one, ids[0]!)).toEqual(refused('workflow.not_from_here'));
    const [first, second] = await Promise.all([1, 2].map(() => breakGlass(other.staff, named, DANGER)));
    expect([first!.ok, second!.ok].filter(Boolean)).toHaveLength(1);
    program.clock.addHours(31 * 24);
    expect((await breakGlass(one.staff, named, DANGER)).ok).toBe(true);
  });
});
