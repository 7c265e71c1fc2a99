import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Staff } from '~/auth/staff.server';
import { senderOf } from '~/participants/vault-handle.server';
import { renewRoundKeys } from '~/rounds/round-key-commands.server';
import { issueCertificate, newRoot, type KeyStatement, type RootPair } from '~/vault/certificate.server';
import { makeKeyFile } from '~/vault/key-file.server';
import { enrolKey } from '~/vault/officer-key-commands.server';
import { requestOpening } from '~/vault/opening-commands.server';
import type { StoryClock } from './clock';
import type { Item } from './desk';
import { present, succeeded } from './succeeded';

/** What in real use lies in a safe and on officers' own devices. Here it lies beside the database, and is no secret. */
export interface DemoVault {
  root: RootPair;
  /** Where key files go; null keeps none. */
  folder: string | null;
}

/** Opens every key file of the demonstration. */
export const DEMO_PASSPHRASE = 'only for the demonstration';

const SAFE = 'demo-vault';
const ROOT_FILE = 'root.json';

/** The demonstration's root, made at the first start and found again at later ones. */
export function demoVault(dataDir: string): DemoVault & { folder: string } {
  const folder = join(dataDir, SAFE);
  const file = join(folder, ROOT_FILE);
  if (existsSync(file)) {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as { public: string; private: string };
    return { folder, root: { publicKey: kept.public, privateKey: kept.private } };
  }
  const root = newRoot();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const kept = { format: 'answerable/vault-root/v1', public: root.publicKey, private: root.privateKey };
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  return { folder, root };
}

type Key = Pick<KeyStatement, 'kind' | 'label'>;

async function enrol(vault: DemoVault, clock: StoryClock, staff: Staff, { kind, label }: Key): Promise<void> {
  const { publicKey, text } = await makeKeyFile(DEMO_PASSPHRASE);
  if (vault.folder) writeFileSync(join(vault.folder, `${label}.json`), text, { mode: 0o600 });
  const statement: KeyStatement = {
    kind,
    label,
    key: publicKey,
    missions: ['*'],
    issued: clock.day(-200),
    expires: clock.day(365),
  };
  await succeeded(enrolKey(staff, issueCertificate(vault.root.privateKey, statement)));
}

/** Two officers and a recovery key: from here on the mission's rounds may take names. */
export async function standUpVault(
  vault: DemoVault,
  clock: StoryClock,
  { protection, 'protection.deputy': deputy }: { protection: Staff; 'protection.deputy': Staff },
): Promise<void> {
  await enrol(vault, clock, protection, { kind: 'officer', label: 'desk-1' });
  await enrol(vault, clock, deputy, { kind: 'officer', label: 'desk-2' });
  await enrol(vault, clock, protection, { kind: 'recovery', label: 'recovery' });
  await renewRoundKeys(present(protection.missionId, 'the mission of a protection officer'));
}

/** One officer asks to learn who sent something; nothing is opened until another approves. */
export async function askToOpen(officer: Staff, item: Pick<Item, 'id'>, reason: string): Promise<void> {
  const target = present(await senderOf(officer, item.id), 'who sent an item');
  await succeeded(requestOpening(officer, target, reason));
}
