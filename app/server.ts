import { createRequestHandler } from '@remix-run/express';
import type { RequestListener, Server } from 'node:http';
import { join } from 'node:path';
import * as build from 'virtual:remix/server-build';
import { startJobs } from '~/jobs.server';
import { followWithdrawals } from '~/after-withdrawal.server';
import { completeWithdrawals } from '~/participants/withdraw-commands.server';
import { readConfig } from '~/platform/config.server';
import { KeyringError } from '~/platform/crypto/keyring-files.server';
import { diskCheck, reserveDisk } from '~/platform/disk.server';
import { createFront } from '~/platform/http/front.server';
import { createFrontServer } from '~/platform/http/listener.server';
import { shutDownOnSignal } from '~/platform/http/shutdown.server';
import { onlyPart } from '~/platform/http/part.server';
import { markSource } from '~/platform/http/source.server';
import { DatabaseRefusal } from '~/platform/postgres/database-refusal.server';
import { databaseAnswers, openProgram, type Program } from '~/start.server';
import styles from '~/ui/styles.css?url';

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

/** What a part does beside answering. The public part only completes withdrawals of its own ledger: the desk follows. */
async function startDuties(program: Program): Promise<{ stop(): Promise<void> }> {
  if (program.config.part === 'public') {
    await completeWithdrawals();
    return { stop: async () => undefined };
  }
  await followWithdrawals();
  return startJobs(program);
}

/** Starts the whole program: database, keys, jobs, the front with the site behind it. Resolves once it listens. */
async function serve(): Promise<void> {
  const reading = readConfig(process.env);
  if (!reading.ok) return refuse(reading.problems);
  const { config } = reading;
  if (config.keysBesideData) tell('Warning: the keys lie inside the data folder. Set KEYS_DIR to a place of its own.');
  const program = await openProgram(config, 'server', tell);
  await reserveDisk(config.dataDir);
  const jobs = await startDuties(program);
  const { app, requests } = createFront({
    config,
    site: [
      onlyPart(config.part),
      markSource(config.trustedProxies),
      createRequestHandler({ build, mode: 'production', getLoadContext: () => ({}) }),
    ],
    checks: [
      { name: 'database', check: () => databaseAnswers(program) },
      { name: 'keys', check: async () => program.keyring.deskPublic.current.version > 0 },
      diskCheck(config.dataDir),
    ],
    assetsDir: join(process.cwd(), 'build/client/assets'),
    stylesheet: styles,
    exitUrl: process.env.EXIT_URL,
  });
  const servers = [await listen(app, config.port, config.listenHost)];
  // Tor speaks to it from this machine; nobody else shall reach the onion's listener.
  if (config.onionPort !== null) servers.push(await listen(app, config.onionPort, '127.0.0.1'));
  shutDownOnSignal({
    servers,
    closers: [
      { name: 'jobs', close: () => jobs.stop() },
      { name: 'request log', close: () => requests.stop() },
      { name: 'program', close: () => program.close() },
    ],
  });
  tell(`Answerable is at ${config.origin}`);
}

async function listen(app: RequestListener, port: number, host: string): Promise<Server> {
  const server = createFrontServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}

function refuse(lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${line}\n`);
  process.exitCode = 2;
}

await serve().catch((error: unknown) => {
  if (error instanceof DatabaseRefusal || error instanceof KeyringError) return refuse([error.message]);
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    refuse(['PORT or ONION_PORT: another program listens there already.']);
    return process.exit(2);
  }
  throw error;
});
