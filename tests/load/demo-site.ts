import { ensureBuilt } from '../support/app-process';
import { startSite, type Site } from '../support/site-server';
import type { Bench } from './benchmark';

/** The demo's site on a database of its own, ended with the run. */
export async function demoSite({ ending, progress }: Bench): Promise<Site> {
  progress('building the program and telling the demo’s story …');
  ensureBuilt();
  const site = await startSite({ ANSWERABLE_SKIP_BUILD: '1' });
  ending(() => site.stop());
  return site;
}
