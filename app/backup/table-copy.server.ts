import { PassThrough, type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { BackupError } from './backup-format';
import { tablesInOrder, type TableShape } from './table-list.server';

/** Ends the rows of a table: in the database's own text format no row can look like it. */
const END = Buffer.from('\\.\n');
const quoted = (name: string) =>
  name
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');
const listed = (columns: readonly string[]) => columns.map((column) => `"${column}"`).join(', ');

export interface Counted {
  tables: number;
  rows: number;
}

/** Rows of each table in the database's text format, one after the other, each under a line that names its columns. */
export async function* copyOut(client: pg.ClientBase, counted: Counted): AsyncGenerator<Buffer> {
  for (const { name, columns } of await tablesInOrder(client)) {
    yield Buffer.from(`${JSON.stringify({ table: name, columns })}\n`);
    const rows = client.query(copyTo(`COPY (SELECT ${listed(columns)} FROM ${quoted(name)}) TO STDOUT`));
    for await (const chunk of rows as AsyncIterable<Buffer>) yield chunk;
    counted.tables += 1;
    counted.rows += rows.rowCount ?? 0;
    yield END;
  }
}

/** Lines with their line feed, whatever else stands in them: a value may hold every other separator. */
async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  for await (const chunk of stream) {
    let from = 0;
    for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, from)) {
      yield Buffer.concat([...held, chunk.subarray(from, at + 1)]);
      held = [];
      from = at + 1;
    }
    if (from < chunk.length) held.push(chunk.subarray(from));
  }
  if (held.length > 0) throw new BackupError('backup.cut', 'The data section ends in the middle of a row.');
}

async function copyTable(client: pg.ClientBase, { name, columns }: TableShape, lines: AsyncGenerator<Buffer>) {
  const into = client.query(copyFrom(`COPY ${quoted(name)} (${listed(columns)}) FROM STDIN`));
  const rows = new PassThrough();
  const written = pipeline(rows, into);
  written.catch(() => undefined);
  for (;;) {
    const line = await lines.next();
    if (line.done) throw new BackupError('backup.cut', `The rows of ${name} have no end.`);
    if (line.value.equals(END)) break;
    if (!rows.write(line.value)) await Promise.race([new Promise((resolve) => rows.once('drain', resolve)), written]);
  }
  rows.end();
  await written;
}

/**
 * Writes all rows back, in the order in which they come. The database must hold the tables that the rows name, with no row in
 * them; the caller has a transaction open in which no trigger or policy stands in the way.
 */
export async function copyIn(client: pg.ClientBase, stream: Readable): Promise<number> {
  const known = new Map((await tablesInOrder(client)).map((table) => [table.name, table]));
  const lines = linesOf(stream);
  let tables = 0;
  for (let head = await lines.next(); !head.done; head = await lines.next()) {
    const shape = JSON.parse(head.value.toString('utf8')) as { table: string; columns: string[] };
    const table = known.get(shape.table);
    const strange = shape.columns.find((column) => !table?.columns.includes(column));
    if (!table || strange !== undefined) {
      throw new BackupError('backup.changed', `The database has no place for ${strange ?? ''} of ${shape.table}.`);
    }
    await copyTable(client, { name: table.name, columns: shape.columns }, lines);
    tables += 1;
  }
  return tables;
}

/** Passes bytes on and tells of each how many and which hash. */
export function counting(hash: { update(chunk: Buffer): unknown }): Transform & { total: number } {
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      through.total += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  }) as Transform & { total: number };
  through.total = 0;
  return through;
}
