import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppProcess } from '../support/app-process';
import { hardScene, type HardScene } from '../support/hard-scene';
import { PatientSender, seeded } from '../support/kill-run';
import { ask, post } from '../support/http-site';
import { comeBack, formTo, isOpened } from '../support/participant-client';
import { serverDatabase, type ServerDatabase } from '../support/server-database';
import { partialSubmissions, storedTexts } from '../support/stored-submissions';

const SENDERS = 6;
const ROUNDS = 5;
const WORDS_A_FORM = 3;

let database: ServerDatabase;
let scene: HardScene;
let node: AppProcess;

beforeAll(async () => {
  database = await serverDatabase();
  scene = await hardScene(database.url);
  node = await (await AppProcess.at({ databaseUrl: database.url, folder: scene.folder })).serve();
});
afterAll(async () => {
  await node.end('SIGTERM');
  await scene.close();
  await database.stop();
});

test('stopped under load it ends by itself, in order, and nothing that was acknowledged is lost', async () => {
  const random = seeded(Date.now());
  const senders = Array.from({ length: SENDERS }, () => new PatientSender([node.origin], scene.round.slug, random));
  let isOver = false;
  const sending = Promise.all(senders.map((sender) => sender.run(() => isOver)));
  const endings = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await pause(1_500 + random() * 3_000);
    const begun = Date.now();
    const ending = await node.end('SIGTERM');
    endings.push({ code: ending?.code, errors: /"level":"error"/.test(ending?.said ?? ''), slow: Date.now() - begun > 20_000 }); // prettier-ignore
    await node.serve();
  }
  isOver = true;
  await sending;
  expect(endings).toEqual(Array(ROUNDS).fill({ code: 0, errors: false, slow: false }));
  const acknowledged = senders.flatMap((sender) => sender.acknowledged);
  expect(senders.flatMap(({ trouble }) => trouble)).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(SENDERS);
  const stored = await storedTexts(scene);
  expect(Object.fromEntries(stored)).toEqual(Object.fromEntries(acknowledged.map(({ mark }) => [mark, WORDS_A_FORM])));
  expect(await partialSubmissions(database.url, WORDS_A_FORM)).toEqual([]);
  for (const { code } of acknowledged) expect(isOpened(await comeBack(node.origin, 'en', code))).toBe(true);
});

test('a second signal ends it at once', async () => {
  const first = node.end('SIGTERM');
  const second = node.end('SIGTERM');
  const [ending] = await Promise.all([first, second]);
  expect([0, 130]).toContain(ending?.code);
  await node.serve();
});

test('a request that is being answered is answered; then it ends', async () => {
  const page = await ask(node.origin, '/en/return');
  // An answer to a typed code takes its time by rule: long enough to be asked to stop meanwhile.
  const answer = post(node.origin, '/en/return', { ...formTo(page, '/en/return').fields, code: '0000' });
  await pause(120);
  const ending = node.end('SIGTERM');
  expect((await answer).status).toBe(422);
  expect((await ending)?.code).toBe(0);
  await node.serve();
});
