import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runtime } from '~/platform/runtime.server';
import { installRuntime } from '~/platform/runtime.server';
import { enrolKey } from '~/vault/officer-key-commands.server';
import { command } from '../commands/surroundings';
import { aMission, someone } from '../support/people';
import { anOpenRound, succeeded } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';

const folder = mkdtempSync(join(tmpdir(), 'answerable-ceremony-'));
const file = (name: string) => join(folder, name);
let program: TestRuntime;
let env: NodeJS.ProcessEnv;
const run = (...line: string[]) => command(line, env, program);

beforeAll(async () => {
  // The ceremony's commands sign for the real day.
  program = await startTestRuntime(new Date().toISOString());
  const { dataDir, keysDir } = program.config;
  env = { NODE_ENV: 'test', DATA_DIR: dataDir, KEYS_DIR: keysDir, DATABASE_URL: program.databaseUrl };
  writeFileSync(file('passphrase'), 'seven goats on a hill\n', { mode: 0o600 });
});
afterAll(async () => {
  await program.close();
  rmSync(folder, { recursive: true, force: true });
});

async function keyOf(name: string, kind: 'officer' | 'recovery'): Promise<string> {
  const made = await run('vault-officer-key', '--out', file(name), '--passphrase-file', file('passphrase'), '--json');
  const line = [
    'vault-sign-officer',
    String(made.json.public),
    '--root',
    file('root'),
    '--label',
    name,
    '--missions',
    '*',
  ];
  const signed = await run(...line, '--kind', kind, '--json');
  expect(signed.exit).toBe(0);
  return String(signed.json.certificate);
}

it('goes from a root on paper to a drill, and through the loss of an officer', async () => {
  const root = await run('vault-root', '--out', file('root'), '--json');
  expect(root.exit).toBe(0);
  expect(statSync(file('root')).mode & 0o777).toBe(0o600);
  const paper = readFileSync(file('root.txt'), 'utf8');
  expect(paper).toContain(String(root.json.public));
  expect(paper).not.toContain((JSON.parse(readFileSync(file('root'), 'utf8')) as { private: string }).private);
  expect((await run('vault-root', '--out', file('root'))).exit).toBe(1);

  installRuntime({ ...runtime(), config: { ...program.config, vaultRoots: { '*': String(root.json.public) } } });
  env.VAULT_ROOT = String(root.json.public);
  const mission = await aMission('ceremony');
  const [one, other] = [await someone(mission, 'protection_officer'), await someone(mission, 'protection_officer')];
  succeeded(await enrolKey(one, await keyOf('desk-1', 'officer')));
  succeeded(await enrolKey(other, await keyOf('desk-2', 'officer')));
  succeeded(await enrolKey(one, await keyOf('recovery', 'recovery')));
  await anOpenRound(mission);
  expect((await run('doctor', '--json')).json.checks).toContainEqual(
    expect.objectContaining({ name: 'vault', state: 'good' }),
  );

  expect((await run('vault-task', '--out', file('task'))).exit).toBe(0);
  const recover = ['vault-recover', file('task'), '--key', file('recovery'), '--passphrase-file', file('passphrase')];
  expect(await run(...recover, '--json')).toMatchObject({ exit: 0, json: { opened: 1, failed: [], wraps: 0 } });
  const wrong = ['vault-recover', file('task'), '--key', file('desk-1'), '--passphrase-file', file('passphrase')];
  expect(await run(...wrong, '--json')).toMatchObject({ exit: 1, json: { opened: 0 } });

  const third = await someone(mission, 'protection_officer');
  succeeded(await enrolKey(third, await keyOf('desk-3', 'officer')));
  const checks = (await run('doctor', '--json')).json.checks as { name: string; says: string }[];
  expect(checks.filter(({ name }) => name === 'vault').map(({ says }) => says)).toEqual([
    expect.stringMatching(/^ceremony, .+, epoch 1: not wrapped for 1 in force/),
  ]);
  expect((await run('vault-task', '--out', file('task-2'))).exit).toBe(0);
  const wrapping = ['vault-recover', file('task-2'), ...recover.slice(2), '--root', String(root.json.public)];
  expect(await run(...wrapping, '--out', file('wraps'), '--json')).toMatchObject({ exit: 0, json: { wraps: 1 } });
  expect(await run('vault-take-wraps', file('wraps'), '--json')).toMatchObject({ exit: 0, json: { taken: 1 } });
  expect(await run('vault-take-wraps', file('wraps'), '--json')).toMatchObject({ exit: 0, json: { taken: 0 } });

  const lost = await run('vault-lose-officer', 'desk-1', '--json');
  expect(lost).toMatchObject({ exit: 0, json: { revoked: 1, renewed: 2 } });
  expect((await run('vault-lose-officer', 'desk-1')).exit).toBe(1);
});

it('signs an opener, and notices another one', async () => {
  writeFileSync(file('opener.html'), '<p>opener</p>');
  const signed = await run('vault-sign-opener', file('opener.html'), '--root', file('root'), '--json');
  const check = ['vault-check-opener', file('opener.html'), '--root', env.VAULT_ROOT ?? '', '--signature'];
  expect((await run(...check, String(signed.json.signature))).exit).toBe(0);
  writeFileSync(file('opener.html'), '<p>0pener</p>');
  expect((await run(...check, String(signed.json.signature))).exit).toBe(1);
});

it.each([
  ['vault-root'],
  ['vault-officer-key', '--out', file('x')],
  ['vault-sign-officer', 'short', '--root', file('root')],
  ['vault-recover', file('nowhere'), '--key', file('recovery')],
  ['vault-take-wraps', file('nowhere')],
  ['vault-check-opener', file('passphrase'), '--root', 'x'],
])('refuses wrong use: %s %s %s', async (...line) => {
  expect((await run(...line)).exit).toBe(2);
});
