import { labelOf } from '~/vault/key-list.server';
import { revokeKey } from '~/vault/officer-key-commands.server';
import { rewrapTask, takeWraps } from '~/vault/rewrap-commands.server';
import { officerKeys } from '~/vault/vault-keys-store.server';
import { readVault } from '~/vault/vault-reading.server';
import { renewRoundKeys } from '~/rounds/round-key-commands.server';
import { done, refused, wrongUse, type Asked, type Command, type OpenedProgram, type Outcome } from './command';
import { chooseMission } from './mission-choice.server';
import { readText, writeNewSecret } from './vault-files.server';

interface OfMission {
  asked: Asked;
  program: OpenedProgram;
  missionId: string;
}

async function inMission(asked: Asked, work: (of: OfMission) => Promise<Outcome>): Promise<Outcome> {
  const program = await asked.around.open(asked.config);
  try {
    const choice = await chooseMission(program, asked.options.mission as string | undefined);
    if (!choice.ok) return choice.outcome;
    return await work({ asked, program, missionId: choice.mission.id });
  } finally {
    await program.close();
  }
}

const MISSION = ['--mission SLUG', 'the mission, where there are several'] as const;
const byCommand = (missionId: string) => ({ role: 'admin', accountId: null, missionId });

/** Writes what the recovery key needs to be tried, or to help new officers. It opens nothing by itself. */
export const vaultTaskCommand: Command = {
  name: 'vault-task',
  usage: '--out FILE [--mission SLUG]',
  says: 'Writes the recovery key’s wraps of a mission to a file, for vault-recover on an offline machine.',
  options: { out: { type: 'string' }, mission: { type: 'string' } },
  optionLines: [['--out FILE', 'where the task goes'], MISSION],
  operands: 0,
  run: (asked) =>
    inMission(asked, async ({ missionId }) => {
      const out = asked.options.out as string | undefined;
      if (!out) return wrongUse('Say where to write it.', '--out');
      const keys = await readVault(missionId, officerKeys);
      const recovery = keys.find(({ kind, state }) => kind === 'recovery' && state === 'active');
      const task = recovery ? await rewrapTask(missionId, recovery.id) : null;
      if (!task?.ok) return refused({ where: null, says: 'The mission has no recovery key in force.' });
      const written = writeNewSecret(out, `${JSON.stringify(task.value, null, 1)}\n`);
      if (written.exit !== 0) return written;
      return done([`${task.value.keys.length} round keys are in ${out}.`], { keys: task.value.keys.length });
    }),
};

/** Takes back what `vault-recover` or the opener wrapped. */
export const vaultTakeWrapsCommand: Command = {
  name: 'vault-take-wraps',
  usage: 'FILE [--mission SLUG]',
  says: 'Takes wraps that were made offline. Run it again after a cut: what is there is passed over.',
  options: { mission: { type: 'string' } },
  optionLines: [MISSION],
  operands: 1,
  run: (asked) =>
    inMission(asked, async ({ missionId }) => {
      const text = readText(asked.operands[0] ?? '', 'FILE');
      if (!text.ok) return text.outcome;
      const taken = await takeWraps(byCommand(missionId), text.value);
      if (!taken.ok) return refused({ where: 'FILE', says: 'These are no wraps.' });
      return done([`${taken.value.taken} wraps taken.`], taken.value);
    }),
};

/** An officer is dead, arrested, dismissed or under pressure: nothing new can be read with that key from now on. */
export const vaultLoseOfficerCommand: Command = {
  name: 'vault-lose-officer',
  usage: 'LABEL [--mission SLUG]',
  says: 'Takes a lost officer’s key out of service and gives the mission’s rounds new keys.',
  options: { mission: { type: 'string' } },
  optionLines: [MISSION],
  operands: 1,
  run: (asked) =>
    inMission(asked, async ({ missionId }) => {
      const label = asked.operands[0] ?? '';
      const keys = await readVault(missionId, officerKeys);
      const found = keys.filter((key) => key.state === 'active' && labelOf(key) === label);
      if (found.length === 0) return refused({ where: 'LABEL', says: 'No key in force bears this label.' });
      for (const { id } of found) await revokeKey(byCommand(missionId), id);
      const renewed = await renewRoundKeys(missionId);
      const lines = [
        `${found.length} keys out of service. ${renewed} round keys made anew.`,
        'What was sealed before stays readable to whoever kept that key and copied the database before today.',
      ];
      return done(lines, { revoked: found.length, renewed });
    }),
};
