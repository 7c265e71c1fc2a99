import { runCommand } from '~/commands/run.server';
import { openProgram } from '~/start.server';

process.exitCode = await runCommand(process.argv.slice(2), {
  env: process.env,
  open: (config) => openProgram(config, 'command'),
  say: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
  progress: process.stderr.isTTY ? (text) => void process.stderr.write(`\r\u001b[K${text}`) : null,
});
