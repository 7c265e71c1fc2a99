import {
  checkBackups,
  checkConfig,
  checkDisk,
  checkKeys,
  checkLedger,
  checkMail,
  type Check,
} from './doctor-checks.server';
import { checkDatabase } from './doctor-database.server';
import type { Command } from './command';

const MARKS: Readonly<Record<Check['state'], string>> = { good: 'ok  ', warning: 'note', bad: 'BAD ' };

/**
 * Looks at everything an installation rests on and changes nothing: no key is made, no migration applied. An embedded
 * database that does not run is started for the moment of looking.
 */
export const doctorCommand: Command = {
  name: 'doctor',
  usage: '',
  says: 'Looks at configuration, database, keys, disk and ledger; changes nothing. Ends with 1 if something is bad.',
  options: {},
  optionLines: [],
  operands: 0,
  async run({ config }) {
    const checks: Check[] = [
      ...checkConfig(config),
      ...checkKeys(config),
      ...checkMail(config),
      await checkDisk(config),
      await checkLedger(config),
      ...(await checkBackups(config)),
      ...(await checkDatabase(config)),
    ];
    const bad = checks.filter(({ state }) => state === 'bad');
    return {
      exit: bad.length > 0 ? 1 : 0,
      lines: checks.map(({ name, state, says }) => `${MARKS[state]} ${name.padEnd(12)} ${says}`),
      problems: bad.map(({ name, says }) => ({ where: name, says })),
      data: { checks },
    };
  },
};
