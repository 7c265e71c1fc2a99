import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppProcess } from '../support/app-process';
import { query } from '../support/database';
import { hardFolder, hardScene, type HardScene } from '../support/hard-scene';
import { ask, codeIn, post, type Fields } from '../support/http-site';
import {
  comeBack,
  filledWith,
  formTo,
  isOpened,
  openForm,
  press,
  ripen,
  sendAnswer,
} from '../support/participant-client';
import { SmallDisk } from '../support/small-disk';
import { tokenOn } from '../support/staff-client';

const SIZE_MIB = 640;
const folder = hardFolder();
/** The embedded database and the program's data on one small disk, as in a simple set-up. */
const disk = SmallDisk.mount(join(folder, 'data'), SIZE_MIB);

let scene: HardScene;
let node: AppProcess;
let kept: { path: string; fields: Fields };
let code: string;

const submissions = async () =>
  (await query<{ n: number }>(scene.databaseUrl, 'select count(*)::int as n from app.submission'))[0]?.n;

/** Some of what follows needs a moment: a database that ran out of room starts anew by itself. */
async function eventually<T>(read: () => Promise<T>, isRight: (value: T) => boolean): Promise<T | null> {
  for (const until = Date.now() + 60_000; Date.now() < until; await pause(500)) {
    const value = await read().catch(() => null);
    if (value !== null && isRight(value)) return value;
  }
  return null;
}

describe.skipIf(disk === null)('a disk of its own that gets full (skipped where nothing may be mounted)', () => {
  beforeAll(async () => {
    scene = await hardScene(null, folder);
    node = await (await AppProcess.at({ databaseUrl: null, folder })).serve();
    ({ code } = await sendAnswer(node.origin, { lang: 'en', slug: scene.round.slug }, (form) => filledWith(form, 'While there was room.'))); // prettier-ignore
  });
  afterAll(async () => {
    disk?.empty();
    await node.end('SIGTERM');
    await scene.program.close();
    disk?.unmount();
    await scene.close().catch(() => undefined);
  });

  test('nearly full: nothing new is accepted, and the sender is told before, with all words kept', async () => {
    const form = await openForm(node.origin, 'en', scene.round.slug);
    const words = 'These came when the disk was full.';
    const checked = await press(node.origin, form.path, filledWith(form, words), 'check');
    await ripen(form);
    const before = await submissions();
    disk!.fill(32);
    const reply = await press(node.origin, form.path, formTo(checked, form.path).fields, 'submit');
    expect(reply.status).toBe(503);
    expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
    expect(codeIn(reply.body)).toBeNull();
    kept = { path: form.path, fields: formTo(reply, form.path).fields };
    for (const name of form.words) expect(kept.fields[name]).toEqual([words]);
    expect(await submissions()).toBe(before);
    expect((await ask(node.origin, '/readyz')).status).toBe(503);
    expect(isOpened(await comeBack(node.origin, 'en', code))).toBe(true);
  });

  test('full to the last byte: refused in words, never by a fault', async () => {
    disk!.fill(0);
    const statuses: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      statuses.push((await ask(node.origin, `/en/rounds/${scene.round.slug}/respond`)).status);
      statuses.push((await press(node.origin, kept.path, kept.fields, 'submit')).status);
      statuses.push((await comeBack(node.origin, 'en', code).catch(() => ({ status: 503 }))).status);
      const token = await tokenOn(node.origin, '/en/sign-in').catch(() => '');
      statuses.push((await post(node.origin, '/en/sign-in', { token, email: 'a@b.example', password: 'x' })).status);
    }
    expect(statuses.filter((status) => status === 500)).toEqual([]);
    expect(node.fellOver).toBeNull();
  });

  test('room again: it recovers without hands, and the kept form goes through, once', async () => {
    disk!.empty();
    const ready = await eventually(() => ask(node.origin, '/readyz'), ({ status }) => status === 200); // prettier-ignore
    expect(ready?.status).toBe(200);
    const before = await submissions();
    const sent = await press(node.origin, kept.path, kept.fields, 'submit');
    const fresh = codeIn(sent.body);
    expect(fresh).not.toBeNull();
    expect(codeIn((await press(node.origin, kept.path, kept.fields, 'submit')).body)).toBe(fresh);
    expect(await submissions()).toBe((before ?? 0) + 1);
    for (const one of [code, fresh ?? '']) expect(isOpened(await comeBack(node.origin, 'en', one))).toBe(true);
    expect(node.fellOver).toBeNull();
  });
});
