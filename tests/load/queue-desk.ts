import { AppProcess } from '../support/app-process';
import { query } from '../support/database';
import { databaseOn } from '../support/database-setup';
import { hardScene, type HardScene } from '../support/hard-scene';
import { encoded, type Reply } from '../support/http-site';
import { signIn, tokenOn } from '../support/staff-client';
import type { Bench } from './benchmark';
import { LoadClient } from './load-client';
import { fillDesk, type Filled } from './queue-fill';
import type { DeskPage } from './queue-pages';

const SEARCH = '/en/desk/search';
const ITEMS = '/en/desk/items';

/** A consultation officer at the desk of one installation, whose queue has so many items. */
export interface Desk {
  items: number;
  filled: Filled;
  node: AppProcess;
  scene: HardScene;
  /** Opens a page; gives it and how many milliseconds it took. */
  open(page: DeskPage): Promise<{ reply: Reply; ms: number }>;
}

/** A database, a process of the program and somebody signed in. */
export async function deskWith(bench: Bench, server: string, items: number): Promise<Desk> {
  const name = `items_${items}`;
  await query(server, `create database ${name} template template0 encoding 'UTF8' lc_ctype 'C.UTF-8'`);
  const scene = await hardScene(databaseOn(server, name));
  bench.ending(() => scene.close());
  const account = await scene.account('consultation_officer');
  const filled = await fillDesk(scene, items, (text) => bench.progress(`filling ${items}: ${text}`));
  const node = await AppProcess.at({ databaseUrl: scene.databaseUrl, folder: scene.folder });
  bench.ending(() => node.end('SIGTERM'));
  await node.serve();
  const { cookie } = await signIn(node.origin, account);
  const client = new LoadClient(node.origin, { Cookie: cookie });
  bench.ending(() => client.end());
  const token = await tokenOn(node.origin, SEARCH, { Cookie: cookie });
  const ask = ({ get, words }: DeskPage) => {
    if (get) return client.get(`${ITEMS}?${new URLSearchParams(get(filled)).toString()}`);
    return client.post(SEARCH, encoded({ token, words: words?.(filled) ?? '', round: '' }));
  };
  const open: Desk['open'] = async (page) => {
    const begun = performance.now();
    const reply = await ask(page);
    const ms = performance.now() - begun;
    if (reply.status !== 200) throw new Error(`${page.name} answered ${reply.status}`);
    return { reply, ms };
  };
  return { items, filled, node, scene, open };
}

/** Rows of the page's table, without its head. */
export function rowsOf({ body }: Reply): number {
  return Math.max(0, [...body.matchAll(/<tr\b/g)].length - 1);
}
