#!/usr/bin/env node
/**
 * Prisma's command line talks to its schema engine, a program it downloads, by lines of JSON. This file answers them with
 * the same engine compiled to WebAssembly, which npm ships: nothing is downloaded, and nothing runs that the lock file
 * does not pin. `prisma.config.ts` names it to Prisma.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import {
  adapterFactory,
  connection,
  dropSchemas,
  onMaintenance,
  quoted,
  withClient,
} from './schema-engine-database.mjs';

const GENERIC_ERROR = 4466;
const ERROR_CODES = { '3D000': 'P1003', '28P01': 'P1000', '42P04': 'P1009' };

/** Names the engine's methods where Prisma's command line calls them otherwise. */
const METHODS = { getDatabaseVersion: 'version' };

const argv = process.argv.slice(2);

if (argv.includes('--version')) {
  console.log('schema-engine (WebAssembly)');
} else if (argv.includes('cli')) {
  process.exitCode = await administer(argv[argv.indexOf('cli') + 1]);
} else {
  await converse();
}

/** The address given on the command line: there is no default, so that nothing is done to a database nobody named. */
function datasourceUrl() {
  const at = argv.indexOf('--datasource');
  return at < 0 ? undefined : JSON.parse(argv[at + 1]).url;
}

/** The three commands about whole databases. Returns the exit code; an error goes to stderr in the engine's form. */
async function administer(command) {
  try {
    const conf = connection(datasourceUrl());
    if (command === 'can-connect-to-database') await withClient(conf, () => undefined);
    else if (command === 'create-database') await onMaintenance(conf, `CREATE DATABASE ${quoted(conf.database)}`);
    else if (command === 'drop-database') await onMaintenance(conf, `DROP DATABASE ${quoted(conf.database)}`);
    else throw new Error(`Unknown command: ${command}`);
    return 0;
  } catch (error) {
    // Prisma skips the first line, which the engine uses to greet.
    log('INFO', { message: 'schema-engine' });
    log('ERROR', { message: error.message || String(error), error_code: ERROR_CODES[error.code] ?? 'P1001' });
    return 1;
  }
}

function log(level, fields) {
  const line = { timestamp: new Date().toISOString(), level, fields, target: 'schema_engine::logger' };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

/** Answers requests from stdin, one a line, until it ends. */
async function converse() {
  const factory = bindMigrationAwareSqlAdapterFactory(adapterFactory(datasourceUrl()));
  let engine;
  let request;
  // A panic ends the engine outside of any promise; unanswered, Prisma would end too, with exit code 0.
  let panic = 'the schema engine broke off';
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => (panic = message) };
  process.once('uncaughtException', () => {
    say({ id: request, error: errorReply(new Error(panic), factory.errorRegistry) });
    process.stdout.write('', () => process.exit(1));
  });
  for await (const line of createInterface({ input: process.stdin })) {
    if (!line.trim()) continue;
    const { id, method, params } = JSON.parse(line);
    // A line without a method acknowledges what we asked to have printed.
    if (!method) continue;
    request = id;
    try {
      engine ??= await startEngine(factory, params);
      if (method === 'reset') await dropSchemas(datasourceUrl());
      const result = await engine[METHODS[method] ?? method](params);
      // The engine returns a diff; the program that it stands for has it printed.
      if (method === 'diff' && result?.stdout)
        say({ id: 'print', method: 'print', params: { content: result.stdout } });
      say({ id, result: result ?? null });
    } catch (error) {
      say({ id, error: errorReply(error, factory.errorRegistry) });
    }
  }
  process.exit(0);
}

function say(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

/** An error of the connection comes back from the engine as a number; what it stands for lies in the registry. */
function errorReply(error, registry) {
  const number = /^External error id#(\d+)/.exec(error?.message ?? '')?.[1];
  const cause = number === undefined ? error : (registry.consumeError(Number(number))?.error ?? error);
  const message = String(cause?.message ?? cause);
  const data = { is_panic: false, message, meta: cause?.meta ?? null, error_code: cause?.code };
  return { code: GENERIC_ERROR, message, data: error?.data ?? data };
}

async function startEngine(factory, params) {
  const { SchemaEngine } = await loadEngine();
  const files = params?.schema?.files ?? params?.to?.files ?? params?.from?.files;
  const datamodels = files?.map(({ path, content }) => [path, content]);
  return SchemaEngine.new({ datamodels }, () => undefined, factory);
}

/** The package's own entry is made for bundlers; these are the steps it leaves to them. */
async function loadEngine() {
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const glue = await import(pathToFileURL(join(folder, 'schema_engine_bg.js')).href);
  const bytes = readFileSync(join(folder, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return glue;
}
