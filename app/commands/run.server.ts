import { parseArgs } from 'node:util';
import { readConfig } from '~/platform/config.server';
import { KeyringError } from '~/platform/crypto/keyring-files.server';
import { DatabaseRefusal } from '~/platform/postgres/database-refusal.server';
import { refused, wrongUse, type Asked, type Command, type Exit, type Outcome, type Surroundings } from './command';
import { backupCommand } from './backup.server';
import { createAdminCommand } from './create-admin.server';
import { doctorCommand } from './doctor.server';
import { generateScaleCommand } from './generate-scale.server';
import { importCodebookCommand } from './import-codebook.server';
import { restoreCommand } from './restore.server';
import { rotateKeyCommand } from './rotate-key.server';
import { vaultOfficerKeyCommand, vaultSignOfficerCommand } from './vault-officers.server';
import { vaultCheckOpenerCommand, vaultSignOpenerCommand } from './vault-opener.server';
import { vaultRecoverCommand } from './vault-recover.server';
import { vaultRootCommand } from './vault-root.server';
import { vaultLoseOfficerCommand, vaultTakeWrapsCommand, vaultTaskCommand } from './vault-server.server';

export const COMMANDS: readonly Command[] = [
  backupCommand,
  createAdminCommand,
  doctorCommand,
  generateScaleCommand,
  importCodebookCommand,
  restoreCommand,
  rotateKeyCommand,
  vaultCheckOpenerCommand,
  vaultLoseOfficerCommand,
  vaultOfficerKeyCommand,
  vaultRecoverCommand,
  vaultRootCommand,
  vaultSignOfficerCommand,
  vaultSignOpenerCommand,
  vaultTakeWrapsCommand,
  vaultTaskCommand,
];

const COMMON = { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } } as const;

function overview(): string[] {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  return [
    'Usage: npm run answerable -- COMMAND [--help] [--json] …',
    '',
    ...COMMANDS.map(({ name, says }) => `  ${name.padEnd(width)}  ${says}`),
    '',
    'Ends with 0 when it is done or holds, 1 when it is refused or does not hold, 2 when it was used wrongly.',
  ];
}

function helpOf({ name, usage, says, optionLines }: Command): string[] {
  const lines = [...optionLines, ['--json', 'print one JSON object'], ['--help', 'print this']] as const;
  const width = Math.max(...lines.map(([option]) => option.length));
  return [
    `Usage: npm run answerable -- ${name}${usage ? ` ${usage}` : ''}`,
    '',
    says,
    '',
    ...lines.map(([option, line]) => `  ${option.padEnd(width)}  ${line}`),
  ];
}

/** The command that a line begins with, and what follows it; the longer name first. */
function commandIn(argv: readonly string[]): { command: Command; rest: string[] } | null {
  const found = [...COMMANDS]
    .sort((one, other) => other.name.length - one.name.length)
    .find(({ name }) => name.split(' ').every((word, index) => argv[index] === word));
  return found ? { command: found, rest: argv.slice(found.name.split(' ').length) } : null;
}

/** A public key may begin with a hyphen, as one in 64 does: nobody should have to know how to quote it. */
const HYPHENED_KEY = /^-[\w-]{42}$/;

/** The line with each such key where no parser takes it for an option: joined to its option, or after a `--`. */
function withKeysInPlace(rest: readonly string[], options: Command['options']): string[] {
  const line: string[] = [];
  const operands: string[] = [];
  for (const word of rest) {
    const before = line.at(-1) ?? '';
    const takesValue = before.startsWith('--') && options[before.slice(2)]?.type === 'string';
    if (!HYPHENED_KEY.test(word)) line.push(word);
    else if (takesValue) line[line.length - 1] = `${before}=${word}`;
    else operands.push(word);
  }
  return operands.length > 0 ? [...line, '--', ...operands] : line;
}

function read(command: Command, rest: readonly string[]) {
  try {
    const options = { ...command.options, ...COMMON };
    return {
      ok: true,
      ...parseArgs({ args: withKeysInPlace(rest, options), options, allowPositionals: true, strict: true }),
    } as const;
  } catch (error) {
    return { ok: false, says: (error as Error).message } as const;
  }
}

async function outcomeOf(command: Command, asked: Omit<Asked, 'config'>): Promise<Outcome> {
  if (asked.operands.length !== command.operands) {
    return wrongUse(`Usage: npm run answerable -- ${command.name} ${command.usage}`.trim());
  }
  const reading = readConfig(asked.around.env);
  if (!reading.ok) return { ...wrongUse(''), problems: reading.problems.map((says) => ({ where: null, says })) };
  try {
    return await command.run({ ...asked, config: reading.config });
  } catch (error) {
    // Both say in one line what is wrong and what to do; they name paths, never a secret.
    if (!(error instanceof DatabaseRefusal || error instanceof KeyringError)) throw error;
    return refused({ where: null, says: error.message });
  }
}

function tell({ exit, lines, problems, data }: Outcome, asJson: boolean, { say, complain }: Surroundings): Exit {
  if (asJson) {
    say(JSON.stringify({ ok: exit === 0, ...data, ...(problems.length > 0 && { problems }) }));
    return exit;
  }
  lines.forEach((line) => say(line));
  for (const { where, says } of problems) complain(where === null ? says : `${where}: ${says}`);
  return exit;
}

/** Runs one line of the command line and gives the exit code. Everything it prints goes through `around`. */
export async function runCommand(argv: readonly string[], around: Surroundings): Promise<Exit> {
  const found = commandIn(argv);
  if (!found) {
    const asksForHelp = argv.length === 1 && ['--help', '-h', 'help'].includes(argv[0] ?? '');
    overview().forEach((line) => (asksForHelp ? around.say : around.complain)(line));
    return asksForHelp ? 0 : 2;
  }
  const parsed = read(found.command, found.rest);
  if (!parsed.ok) return tell(wrongUse(parsed.says), argv.includes('--json'), around);
  const options = parsed.values as Asked['options'];
  if (options.help) {
    helpOf(found.command).forEach((line) => around.say(line));
    return 0;
  }
  const outcome = await outcomeOf(found.command, { around, options, operands: parsed.positionals });
  return tell(outcome, options.json === true, around);
}
