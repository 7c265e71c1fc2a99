import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forgetVersion, rotate, type Rotatable } from '~/platform/crypto/keyring-rotation.server';
import { readPublicRings } from '~/platform/crypto/keyring-rings.server';
import { AppProcess } from '../support/app-process';
import { hardScene, type HardScene } from '../support/hard-scene';
import { codeIn } from '../support/http-site';
import {
  comeBack,
  filledWith,
  formTo,
  isOpened,
  openForm,
  press,
  ripen,
  sendAnswer,
  visit,
} from '../support/participant-client';
import { serverDatabase, type ServerDatabase } from '../support/server-database';
import { storedTexts } from '../support/stored-submissions';

const RINGS: readonly Rotatable[] = ['code', 'token', 'ticket', 'session', 'answer', 'desk', 'account'];
/** Those whose loss costs an open form at most; the others open words, and are only rotated. */
const PASSING = ['code', 'token', 'ticket', 'session'] as const;

let database: ServerDatabase;
let scene: HardScene;
let node: AppProcess;
let keys: string;
const sent: { code: string; text: string }[] = [];
const place = () => ({ lang: 'en', slug: scene.round.slug });

beforeAll(async () => {
  database = await serverDatabase();
  scene = await hardScene(database.url);
  keys = join(scene.folder, 'keys');
  node = await (await AppProcess.at({ databaseUrl: database.url, folder: scene.folder })).serve();
  for (const text of ['The first of us.', 'The second of us.']) await send(text);
});
afterAll(async () => {
  await node.end('SIGTERM');
  await scene.close();
  await database.stop();
});

async function send(text: string): Promise<void> {
  const { code } = await sendAnswer(node.origin, place(), (form) => filledWith(form, text, { words_shown: 'yes' }));
  sent.push({ code, text });
}

/** Every code opens its submission, with the words that its holder wished to see again. */
async function expectAllCodesWork(): Promise<void> {
  await Promise.all(
    sent.map(async ({ code, text }) => {
      const page = await comeBack(node.origin, 'en', code);
      expect(isOpened(page), text).toBe(true);
      expect((await visit(node.origin, 'en', page, { intent: 'words' })).body).toContain(text);
    }),
  );
}

describe.each(RINGS)('the %s key rotated while the program runs', (ring) => {
  test('every code still works, open forms go on, and new ones are taken', async () => {
    const form = await openForm(node.origin, 'en', scene.round.slug);
    const version = rotate(keys, ring, new Date());
    expect(version).toBeGreaterThan(1);
    await ripen(form);
    const text = `Open before the ${ring} key changed.`;
    const reply = await press(node.origin, form.path, filledWith(form, text, { words_shown: 'yes' }), 'submit');
    sent.push({ code: codeIn(reply.body) ?? '', text });
    await send(`Begun after the ${ring} key changed.`);
    await expectAllCodesWork();
  });
});

test('after a restart, with all of them rotated, everything opens', async () => {
  expect(await node.end('SIGTERM')).toMatchObject({ code: 0 });
  await node.serve();
  await expectAllCodesWork();
  const stored = await storedTexts(scene);
  for (const { text } of sent) expect(stored.get(text)).toBe(3);
});

test.each(PASSING)(
  'the former %s keys destroyed: codes work, and an open form comes back with its words',
  async (ring) => {
    const form = await openForm(node.origin, 'en', scene.round.slug);
    rotate(keys, ring, new Date());
    const former = readPublicRings(keys)?.[ring].slice(0, -1) ?? [];
    expect(former.length).toBeGreaterThan(0);
    for (const { version } of former) expect(forgetVersion(keys, ring, version)).toBe(true);
    // The program looks at its key files every three seconds; in between it makes forms with what it knew.
    await ripen({ ripeAt: Date.now() + 3_200 });
    await expectAllCodesWork();
    await ripen(form);
    const text = `Written while the ${ring} key was lost.`;
    const filled = filledWith(form, text, { words_shown: 'yes' });
    const reply = await press(node.origin, form.path, filled, 'submit');
    let code = codeIn(reply.body);
    if (ring === 'code' || ring === 'token') {
      expect(reply.status).toBe(422);
      const { fields } = formTo(reply, form.path);
      expect(fields[form.words[0] ?? '']).toEqual([text]);
      await ripen({ ripeAt: Date.now() + 3_100 });
      code = codeIn((await press(node.origin, form.path, fields, 'submit')).body);
    }
    expect(code).not.toBeNull();
    sent.push({ code: code ?? '', text });
    await expectAllCodesWork();
  },
);

test('the command rotates too, for a program that runs', async () => {
  const env = { ...process.env, DATABASE_URL: database.url, DATA_DIR: join(scene.folder, 'data'), KEYS_DIR: keys };
  const done = spawnSync('npx', ['tsx', 'app/cli.ts', 'rotate-key', 'code'], { env, encoding: 'utf8' });
  expect(done.stderr + done.stdout).not.toMatch(/Error:|at .*\.ts:\d/);
  expect(done.status).toBe(0);
  await send('After the command.');
  await expectAllCodesWork();
});
