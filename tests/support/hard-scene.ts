import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createActiveAccount, wholeMission, type ActiveAccount } from '~/auth/account-setup.server';
import type { Role } from '~/auth/permissions';
import { readConfig } from '~/platform/config.server';
import { openProgram, type Program } from '~/start.server';
import { aMission } from './people';
import { anOpenRound, succeeded, type OpenRound } from './rounds';

/** A mission with an open round on a real server, before any process serves it. */
export interface HardScene {
  /** Holds the keys and data folders of all processes. */
  folder: string;
  databaseUrl: string;
  program: Program;
  mission: { id: string; slug: string };
  round: OpenRound;
  /** Somebody with the role, who can sign in. */
  account(role: Role): Promise<ActiveAccount>;
  close(): Promise<void>;
}

/** A folder for all processes of a scene. As root, PostgreSQL runs as another user, who must pass through. */
export function hardFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'answerable-hard-'));
  chmodSync(folder, 0o711);
  return folder;
}

/**
 * Sets the scene through the program's own commands, in this process; the test then speaks to others over HTTP. Without
 * an address of a database it stands on the embedded one in `folder`.
 */
export async function hardScene(databaseUrl: string | null, folder: string = hardFolder()): Promise<HardScene> {
  const paths = { DATA_DIR: join(folder, 'data'), KEYS_DIR: join(folder, 'keys') };
  const env = { NODE_ENV: 'test' as const, DATABASE_URL: databaseUrl ?? '', ...paths };
  const reading = readConfig(env);
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  const program = await openProgram(reading.config, 'command');
  const mission = await aMission();
  const round = await anOpenRound(mission);
  return {
    folder,
    databaseUrl: program.databaseUrl,
    program,
    mission,
    round,
    account: (role) =>
      createActiveAccount({
        email: `${role}@mission.example`,
        roles: [wholeMission(role, mission.id, 'Order 1')],
      }).then(succeeded),
    async close() {
      await program.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
