import { afterReading } from '~/platform/db.server';
import { runtime } from '~/platform/runtime.server';

/** A verdict over one use of one item's text, with all that it was made from. */
export interface UseCheckRow {
  itemId: string;
  use: string;
  tolerance: string;
  ceiling: string;
  level: string;
  system: string;
  apart: boolean;
  days: number | null;
  consent: boolean;
  verdict: boolean;
  reasons: readonly string[];
  ruleVersion: string;
}

const rowOf = ({ itemId, ruleVersion, ...rest }: UseCheckRow) => ({
  ...rest,
  item_id: itemId,
  rule_version: ruleVersion,
});

/** Rows of one statement: a round's whole index is filed in several. */
const AT_ONCE = 1_000;

/**
 * Files verdicts, once for each different one. They change nothing and say nothing of who used a text, or when: the record
 * shows under which protection a text was used, not who read it.
 */
async function fileUseChecks(missionId: string, rows: readonly UseCheckRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const part = JSON.stringify(rows.slice(from, from + AT_ONCE).map(rowOf));
    await runtime().databases.prisma.desk.$queryRaw`select app.file_use_checks(${missionId}::uuid, ${part}::jsonb)`;
  }
}

/** Has verdicts filed when the reading they were made in is over, and before anybody sees its result. */
export function noteUses(reader: object, missionId: string, rows: readonly UseCheckRow[]): void {
  if (rows.length > 0) afterReading(reader, () => fileUseChecks(missionId, rows));
}
