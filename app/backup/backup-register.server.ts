import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What is remembered of a backup outside it: enough to find the file again and to say when its keys must go. */
const Entry = z.object({
  id: z.uuid(),
  path: z.string(),
  madeAt: z.iso.datetime(),
  retired: z.boolean(),
});
export type RegisteredBackup = z.output<typeof Entry>;

const fileOf = (dataDir: string) => join(dataDir, 'backups.jsonl');

/** Appends what became of a backup; the newest line about one counts. Lies outside the database: a restore keeps it. */
export async function registerBackup(dataDir: string, entry: RegisteredBackup): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await appendFile(fileOf(dataDir), `${JSON.stringify(entry)}\n`, { mode: 0o600 });
}

export async function registeredBackups(dataDir: string): Promise<RegisteredBackup[]> {
  const text = await readFile(fileOf(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const newest = new Map<string, RegisteredBackup>();
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const entry = Entry.safeParse(JSON.parse(line));
    if (entry.success) newest.set(entry.data.id, entry.data);
  }
  return [...newest.values()];
}
