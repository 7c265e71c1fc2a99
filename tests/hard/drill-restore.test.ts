import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BACKUP_MAGIC, Manifest } from '~/backup/backup-format';
import { AppProcess } from '../support/app-process';
import { foundIn } from '../support/canary-scan';
import { query } from '../support/database';
import { hardFolder, hardScene, type HardScene } from '../support/hard-scene';
import { comeBack, filledWith, isOpened, sendAnswer, visit } from '../support/participant-client';
import { serverDatabase, type ServerDatabase } from '../support/server-database';

/** Words that stand nowhere else, one for each fate. */
const WORDS = { kept: 'kanarienvogelkept17', between: 'kanarienvogelbetween18', late: 'kanarienvogellate19' };
type Fate = keyof typeof WORDS;

let server: ServerDatabase;
let scene: HardScene;
let node: AppProcess;
let signer = '';
let recoveryKey = '';
const codes = {} as Record<Fate, string>;
const folders: string[] = [];
const at = (name: string) => join(scene.folder, name);

/** One line of the command line as an operator types it, on its own database and folders. */
function answerable(line: string[], place: { folder: string; url: string }) {
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'production' as const,
    DATA_DIR: join(place.folder, 'data'),
    KEYS_DIR: join(place.folder, 'keys'),
    DATABASE_URL: place.url,
  };
  const ran = spawnSync('npx', ['tsx', 'app/cli.ts', ...line, '--json'], { env, encoding: 'utf8' });
  const said = JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? '{}') as Record<string, unknown>;
  return { exit: ran.status, said, text: `${ran.stdout}${ran.stderr}` };
}
const here = () => ({ folder: scene.folder, url: server.url });

function backUp(name: string): string {
  const made = answerable(['backup', '--out', at(name), '--recovery-key', recoveryKey], here());
  expect(made.exit, made.text).toBe(0);
  signer = String(made.said.signer);
  return at(name);
}

async function withdraw(fate: Fate): Promise<void> {
  const page = await comeBack(node.origin, 'en', codes[fate]);
  expect((await visit(node.origin, 'en', page, { intent: 'withdraw', code: codes[fate] })).status).toBe(200);
}

/** An empty machine: a database with nothing in it, folders of its own. */
async function emptyPlace(name: string) {
  await query(server.url, `create database ${name} template template0 encoding 'UTF8' lc_ctype 'C.UTF-8'`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const folder = hardFolder();
  folders.push(folder);
  return { url: url.toString(), folder };
}

function restore(place: { folder: string; url: string }, file: string, more: string[] = []) {
  const line = [
    'restore',
    file,
    '--key',
    at('recovery.json'),
    '--passphrase-file',
    at('passphrase'),
    '--signer',
    signer,
  ];
  return answerable([...line, ...more], place);
}

async function serveOn(place: { folder: string; url: string }): Promise<AppProcess> {
  return (await AppProcess.at({ databaseUrl: place.url, folder: place.folder })).serve();
}

async function seen(app: AppProcess, fate: Fate): Promise<'words' | 'closed' | 'unknown'> {
  const page = await comeBack(app.origin, 'en', codes[fate]);
  if (!isOpened(page)) return 'unknown';
  return (await visit(app.origin, 'en', page, { intent: 'words' })).body.includes(WORDS[fate]) ? 'words' : 'closed';
}

beforeAll(async () => {
  server = await serverDatabase();
  scene = await hardScene(server.url);
  node = await (await AppProcess.at({ databaseUrl: server.url, folder: scene.folder })).serve();
  writeFileSync(at('passphrase'), 'one two three four five six\n', { mode: 0o600 });
  const key = answerable(
    ['vault-officer-key', '--out', at('recovery.json'), '--passphrase-file', at('passphrase')],
    here(),
  );
  recoveryKey = String(key.said.public);
  for (const fate of Object.keys(WORDS) as Fate[]) {
    const place = { lang: 'en', slug: scene.round.slug };
    const sent = await sendAnswer(node.origin, place, (form) => filledWith(form, WORDS[fate], { words_shown: 'yes' }));
    codes[fate] = sent.code;
  }
  backUp('old.backup');
  await withdraw('between');
  backUp('new.backup');
  await withdraw('late');
});
afterAll(async () => {
  await node?.end('SIGTERM');
  await scene?.close();
  await server?.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('an old data section with newer keys', () => {
  test('resurrects nothing that was withdrawn before the keys were kept, and every code works', async () => {
    const place = await emptyPlace('restored_new');
    const restored = restore(place, at('old.backup'), ['--keys', at('new.backup')]);
    expect(restored.exit, restored.text).toBe(0);
    expect(restored.said).toMatchObject({ frozen: false, completed: 1, forged: 0 });
    const app = await serveOn(place);
    expect(await seen(app, 'kept')).toBe('words');
    expect(await seen(app, 'between')).toBe('unknown');
    await app.end('SIGTERM');
    const again = restore(place, at('old.backup'));
    expect(again).toMatchObject({ exit: 1 });
    expect(again.text).toContain('empty one');
  });
});

describe('a backup with nothing newer', () => {
  test('keeps all words closed, keeps codes working, and takes new words', async () => {
    const place = await emptyPlace('restored_old');
    const restored = restore(place, at('old.backup'));
    expect(restored.exit, restored.text).toBe(0);
    expect(restored.said).toMatchObject({ frozen: true });
    const app = await serveOn(place);
    for (const fate of Object.keys(WORDS) as Fate[]) expect(await seen(app, fate), fate).toBe('closed');
    const sent = await sendAnswer(app.origin, { lang: 'en', slug: scene.round.slug }, (form) =>
      filledWith(form, 'New.'),
    );
    expect(isOpened(await comeBack(app.origin, 'en', sent.code))).toBe(true);
    await app.end('SIGTERM');
  });
});

describe('what a stolen backup tells', () => {
  test('none of the words, in its file or in its data', () => {
    const file = readFileSync(at('new.backup'));
    const end = file.length - 4;
    const length = file.readUInt32BE(end);
    const manifest = Manifest.parse(JSON.parse(file.subarray(end - 64 - length, end - 64).toString('utf8')));
    const start = BACKUP_MAGIC.length;
    const data = gunzipSync(file.subarray(start, start + manifest.data.length));
    expect(foundIn([data], [scene.round.slug])).toEqual([scene.round.slug]);
    expect(foundIn([file, data], [...Object.values(WORDS), ...Object.values(codes)])).toEqual([]);
  });

  test('nothing any more once its keys are off', async () => {
    expect(answerable(['backup', '--retire', at('old.backup')], here()).exit).toBe(0);
    const place = await emptyPlace('restored_retired');
    const restored = restore(place, at('old.backup'));
    expect(restored.exit).toBe(1);
    expect(restored.text).toContain('keys section');
    // With keys of a newer one its data are still of use.
    expect(restore(place, at('old.backup'), ['--keys', at('new.backup')]).exit).toBe(0);
  });
});
