import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { giveRecording } from './site-recordings';
import { signInsIn, startSite, type DemoSignIn } from './site-server';

declare module 'vitest' {
  interface ProvidedContext {
    origin: string;
    signIns: DemoSignIn[];
    /** The file of all that the server has said, on both of its outputs. */
    siteLog: string;
    /** The site's own folder: `data` and `keys` of the server lie in it. */
    siteFolder: string;
  }
}

/**
 * A server that runs already with the demo's story (`SITE_ORIGIN`), whose data lie in `SITE_DATA`: to write tests with
 * the site kept up between runs. What it says is in `SITE_LOG`.
 */
async function provideRunning(project: TestProject, origin: string): Promise<void> {
  const data = process.env.SITE_DATA ?? '';
  project.provide('origin', origin);
  project.provide('signIns', signInsIn(data));
  project.provide('siteLog', process.env.SITE_LOG ?? join(dirname(data), 'server.log'));
  project.provide('siteFolder', dirname(data));
  await giveRecording(origin, signInsIn(data), dirname(data));
}

/** One site for all tests of a run. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (process.env.SITE_ORIGIN) return void (await provideRunning(project, process.env.SITE_ORIGIN));
  const site = await startSite();
  project.provide('origin', site.origin);
  project.provide('signIns', site.signIns);
  project.provide('siteLog', site.log);
  project.provide('siteFolder', site.folder);
  await giveRecording(site.origin, site.signIns, site.folder);
  return () => site.stop();
}
