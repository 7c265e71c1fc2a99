import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppProcess } from '../support/app-process';
import { killWithChildren } from '../support/gone-processes';
import { hardScene, type HardScene } from '../support/hard-scene';
import { PatientSender, seeded, type Acknowledged } from '../support/kill-run';
import { comeBack, isOpened, visit } from '../support/participant-client';
import { serverDatabase, type ServerDatabase } from '../support/server-database';
import { partialSubmissions, storedTexts, strayRows } from '../support/stored-submissions';

const SENDERS = 6;
const KILLS = 50;
const LIMIT_MS = 6 * 60_000;
/** On a machine that is slow to restart, the limit comes first; fewer than these would prove little. */
const LEAST_KILLS = 20;
const WORDS_A_FORM = 3;

const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);
const random = seeded(seed);

let database: ServerDatabase;
let scene: HardScene;
let nodes: AppProcess[];
let senders: PatientSender[];
let kills = 0;

beforeAll(async () => {
  process.stdout.write(`kills: KILL_SEED=${seed}\n`);
  database = await serverDatabase();
  scene = await hardScene(database.url);
  const place = { databaseUrl: database.url, folder: scene.folder };
  nodes = [await AppProcess.at(place), await AppProcess.at(place)];
  for (const node of nodes) await node.serve();
  senders = Array.from(
    { length: SENDERS },
    () => new PatientSender(nodes.map(({ origin }) => origin), scene.round.slug, random), // prettier-ignore
  );
  await sendUnderKills();
}, 540_000);
afterAll(async () => {
  for (const node of nodes) await node.end('SIGTERM');
  await scene.close();
  await database.stop();
});

/** Every third time the database with all its processes, else one of the two nodes: at a moment that nobody chose. */
async function killOne(): Promise<void> {
  if (kills % 3 === 2) {
    await killWithChildren(database.pid());
    await pause(random() * 400);
    return database.start();
  }
  const node = nodes[Math.floor(random() * nodes.length)]!;
  await node.end('SIGKILL');
  await pause(random() * 200);
  await node.serve();
}

async function sendUnderKills(): Promise<void> {
  let isOver = false;
  const sending = Promise.all(senders.map((sender) => sender.run(() => isOver)));
  const until = Date.now() + LIMIT_MS;
  try {
    for (; kills < KILLS && Date.now() < until; kills += 1) {
      await pause(200 + random() * 2_000);
      await killOne();
    }
  } finally {
    isOver = true;
    await sending;
  }
}

const acknowledged = (): Acknowledged[] => senders.flatMap((sender) => sender.acknowledged);

test('it was killed often enough, under load, and only by us', () => {
  const retries = senders.reduce((sum, sender) => sum + sender.retries, 0);
  process.stdout.write(`kills: ${kills}, acknowledged ${acknowledged().length}, retries ${retries}\n`);
  expect(kills).toBeGreaterThanOrEqual(LEAST_KILLS);
  expect(acknowledged().length).toBeGreaterThan(kills);
  expect(retries).toBeGreaterThan(kills / 3);
  for (const node of nodes) expect(node.fellOver?.said).toBeUndefined();
});

test('nobody met anything but a wait', () => {
  expect(senders.flatMap(({ trouble }) => trouble)).toEqual([]);
});

test('every acknowledged text is stored once, and nothing else is', async () => {
  const stored = await storedTexts(scene);
  const wanted = new Map(acknowledged().map(({ mark }) => [mark, WORDS_A_FORM]));
  expect([...wanted.keys()].filter((mark) => !stored.has(mark))).toEqual([]);
  expect([...stored].filter(([mark, count]) => wanted.get(mark) !== count)).toEqual([]);
  expect(new Set(acknowledged().map(({ code }) => code)).size).toBe(wanted.size);
});

test('no submission is there in part', async () => {
  expect(await partialSubmissions(database.url, WORDS_A_FORM)).toEqual([]);
  expect(await strayRows(database.url)).toEqual({ boxes: 0, locked: 0, lookups: 0, keys: 0 });
});

test('every acknowledged code opens its submission, on either node', async () => {
  const lost: string[] = [];
  const open = async ({ code, mark, shown }: Acknowledged, at: number): Promise<void> => {
    const { origin } = nodes[at % nodes.length]!;
    const page = await comeBack(origin, 'en', code);
    if (!isOpened(page)) lost.push(`${mark}: ${page.status}`);
    else if (shown && !(await visit(origin, 'en', page, { intent: 'words' })).body.includes(mark)) lost.push(mark);
  };
  const waiting = [...acknowledged().entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await open(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  expect(lost).toEqual([]);
});
