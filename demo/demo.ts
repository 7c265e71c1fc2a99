import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOTP } from 'otpauth';
import { readConfig, type Config } from '~/platform/config.server';
import { openProgram } from '~/start.server';
import { tellStory, type ReturnCode, type SignIn, type Told } from './story';
import { DEMO_PASSPHRASE, demoVault } from './vault';

/** Shows the whole program on the embedded database with an invented mission. Not for real use: its passwords are printed. */

const SERVER = 'build/server/index.js';

function buildIfNeeded(): void {
  if (existsSync(SERVER) && process.env.ANSWERABLE_SKIP_BUILD === '1') return;
  console.log('Building …');
  const { status } = spawnSync('npm', ['run', 'build', '--silent'], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
}

interface Files {
  signIns: string;
  returnCodes: string;
}

const filesOf = ({ dataDir }: Config): Files => ({
  signIns: join(dataDir, 'demo-sign-ins.json'),
  returnCodes: join(dataDir, 'demo-return-codes.json'),
});

const read = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;
const write = (file: string, value: unknown) =>
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });

/** The story is told once; later starts find what the first one wrote. The sign-ins are written last. */
async function tellOnce(config: Config): Promise<Told> {
  const files = filesOf(config);
  if (existsSync(files.signIns))
    return { signIns: read<SignIn[]>(files.signIns), returnCodes: read<ReturnCode[]>(files.returnCodes) };
  console.log('Telling the story of an invented mission …');
  const program = await openProgram(config, 'command');
  try {
    const told = await tellStory(demoVault(config.dataDir));
    write(files.returnCodes, told.returnCodes);
    write(files.signIns, told.signIns);
    return told;
  } finally {
    await program.close();
  }
}

function printSignIns(config: Config, { signIns, returnCodes }: Told): void {
  console.log(
    `\nOpen ${config.origin}/ar to answer a consultation, ${config.origin}/en/sign-in to work at the desk.\n`,
  );
  for (const { role, mission, email, password, totpSecret } of signIns) {
    const code = new TOTP({ secret: totpSecret }).generate();
    console.log(`${role.padEnd(22)} ${email.padEnd(40)} ${password.padEnd(28)} code now ${code}  ${mission ?? ''}`);
  }
  console.log(`\nReturn codes, for ${config.origin}/en/return:`);
  for (const { state, language, code, round } of returnCodes) {
    console.log(`${state.padEnd(22)} ${code}  answer in ${language}  ${config.origin}/${language}/rounds/${round}`);
  }
  console.log('\nOne-time codes change every 30 seconds: npm run demo prints them anew, and the secrets are in');
  console.log(`${filesOf(config).signIns} for an authenticator app.`);
  console.log(
    `Key files of the protection officers (desk-1 and desk-2), for the opener: ${demoVault(config.dataDir).folder}`,
  );
  console.log(`Their passphrase: ${DEMO_PASSPHRASE}\n`);
}

function configured(): Config {
  const reading = readConfig(process.env);
  if (reading.ok) return reading.config;
  for (const problem of reading.problems) console.error(problem);
  process.exit(2);
}

/** The server trusts the demonstration's root, unless another one is set. */
function configuredWithVault(): Config {
  process.env.VAULT_ROOT ||= demoVault(configured().dataDir).root.publicKey;
  return configured();
}

async function demo(): Promise<void> {
  const config = configuredWithVault();
  buildIfNeeded();
  const told = await tellOnce(config);
  if (process.argv.includes('--seed-only')) return;
  const server = spawn(process.execPath, [SERVER], { stdio: ['ignore', 'pipe', 'inherit'], env: process.env });
  server.stdout.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk);
    if (String(chunk).includes('Answerable is at')) printSignIns(config, told);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));
  server.on('exit', (code) => process.exit(code ?? 0));
}

await demo();
