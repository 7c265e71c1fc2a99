import { mkdir } from 'node:fs/promises';
import type { Config } from '~/platform/config.server';
import { connectOrStartEmbedded } from '~/platform/postgres/embedded.server';

export interface BareDatabase {
  url: string;
  stop(): Promise<void>;
}

/** The database of a set-up in which nothing was started yet: the server of the configuration, or the embedded one, made now. */
export async function startEmptyDatabase({ databaseUrl, dataDir }: Config): Promise<BareDatabase> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  if (databaseUrl !== null) return { url: databaseUrl, stop: async () => undefined };
  const embedded = await connectOrStartEmbedded(dataDir);
  return { url: embedded.url, stop: () => embedded.stop() };
}
