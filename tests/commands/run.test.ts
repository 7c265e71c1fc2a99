import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '~/commands/run.server';
import { openKeyring } from '~/platform/crypto/keyring.server';
import { command } from './surroundings';

const folder = mkdtempSync(join(tmpdir(), 'answerable-commands-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const env = { NODE_ENV: 'test' as const, DATA_DIR: join(folder, 'data'), KEYS_DIR: join(folder, 'keys') };

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

describe('the line', () => {
  it('shows what there is', async () => {
    const asked = await command(['--help'], env);
    expect(asked.exit).toBe(0);
    for (const { name } of COMMANDS) expect(asked.said.join('\n')).toContain(name);
    expect((await command([], env)).exit).toBe(2);
    expect((await command(['make-tea'], env)).exit).toBe(2);
    expect((await command(['import'], env)).exit).toBe(2);
  });

  it.each(COMMANDS.map(({ name }) => name))('%s explains itself', async (name) => {
    const asked = await command([...name.split(' '), '--help'], env);
    expect(asked.exit).toBe(0);
    expect(asked.said[0]).toContain(name);
  });

  it.each([
    ['create-admin'],
    ['create-admin', 'not-an-address'],
    ['create-admin', 'a@b.example', 'c@d.example'],
    ['doctor', '--loudly'],
    ['generate-scale'],
    ['generate-scale', '--items', '1.5'],
    ['import', 'codebook'],
    ['rotate-key', 'everything'],
  ])('refuses wrong use: %s %s', async (...line) => {
    const ran = await command(line, env);
    expect(ran.exit).toBe(2);
    expect(ran.complained).not.toEqual([]);
    expect(ran.said).toEqual([]);
  });

  it('takes a public key that begins with a hyphen, as an operand and as an option', async () => {
    const key = `-${'A'.repeat(42)}`;
    const operand = await command(['vault-sign-officer', key, '--root', join(folder, 'no-root')], env);
    expect(operand.complained.join()).toContain('--root');
    const option = await command(['backup', '--recovery-key', key], env);
    expect(option.complained.join()).toContain('either --out or --retire');
  });

  it('tells of a wrong setting, one line each', async () => {
    const ran = await command(['doctor', '--json'], { ...env, PORT: 'many', ORIGIN: 'ftp://x.example' });
    expect(ran.exit).toBe(2);
    expect(ran.json.problems).toHaveLength(2);
  });
});

describe('import codebook', () => {
  it.each([
    ['a file that is not there', join(folder, 'nowhere.json')],
    ['a folder', folder],
    ['a file that is not JSON', file('text.json', 'code;label\n1;water')],
  ])('ends with 2 at %s', async (_what, path) => {
    expect((await command(['import', 'codebook', path], env)).exit).toBe(2);
  });

  it('names each row that is wrong, and ends with 1', async () => {
    const code = { name: 'Fees' };
    const types = [{ name: 'Question', categories: [{ name: '', codes: [code, code] }] }];
    const ran = await command(
      ['import', 'codebook', file('bad.json', JSON.stringify({ name: 'Mine', types })), '--json'],
      env,
    );
    expect(ran.exit).toBe(1);
    expect(ran.json).toMatchObject({
      ok: false,
      problems: [{ where: 'types[0].categories[0].name' }, { where: 'types[0].categories[0].codes[1]' }],
    });
  });
});

describe('rotate-key', () => {
  it('refuses where there are no keys, and else makes a new version', async () => {
    const keysDir = join(folder, 'rotated');
    const own = { ...env, KEYS_DIR: keysDir };
    expect((await command(['rotate-key', 'desk'], own)).exit).toBe(1);
    const before = (await openKeyring(keysDir, new Date())).deskPublic.current.version;
    const ran = await command(['rotate-key', 'desk', '--json'], own);
    expect(ran).toMatchObject({ exit: 0, json: { ok: true, key: 'desk' } });
    expect((await openKeyring(keysDir, new Date())).deskPublic.current.version).toBe(ran.json.version);
    expect(ran.json.version).not.toBe(before);
  });
});
