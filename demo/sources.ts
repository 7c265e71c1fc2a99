import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';

/** What others wrote and the demo tells: see data/NOTICE for sources and licences. */
const DATA = join(import.meta.dirname, 'data');
const text = (file: string) => readFileSync(join(DATA, file), 'utf8');

/** Read at the first question, then kept: some of it is long. */
function once<T>(read: () => T): () => T {
  let kept: { value: T } | undefined;
  return () => (kept ??= { value: read() }).value;
}

const Statement = z.object({
  'comment-id': z.coerce.number().int(),
  moderated: z.coerce.number(),
  'comment-body': z.string(),
});

/** Statements that the moderators of the London consultation let through, by their number. */
export const londonStatements = once((): Map<number, string> => {
  const rows = z.array(Statement).parse(parseCsv(text('london-youth-policing.csv'), { columns: true }));
  const shown = rows.filter((row) => row.moderated === 1);
  return new Map(shown.map((row) => [row['comment-id'], row['comment-body'].trim()]));
});

const FeedbackRecord = z.object({
  content: z.string(),
  metadata: z.object({ language: z.string(), theme: z.string() }),
});

export interface RecordedFeedback {
  language: string;
  text: string;
}

/** The sentence of each theme's records, once: a record says it several times over, to be long. */
export const recordedFeedback = once((): Map<string, RecordedFeedback> => {
  const records = z.array(FeedbackRecord).parse(parseYaml(text('feedback_300.yaml')));
  const sentenceOf = (content: string) => content.split(/(?<=\.)\s+/)[0] ?? content;
  return new Map(
    records.map(({ content, metadata }) => [
      metadata.theme,
      { language: metadata.language, text: sentenceOf(content) },
    ]),
  );
});

const FieldStrings = z.record(z.string(), z.object({ English: z.record(z.string(), z.string()) }));

/** Strings of the field survey: English → language → as it was typed. */
export const fieldStrings = once((): Map<string, Readonly<Record<string, string>>> => {
  const strings = FieldStrings.parse(JSON.parse(text('nigeria-excerpt.json')));
  return new Map(Object.entries(strings).map(([english, { English }]) => [english, English]));
});

/** The IFRC coding framework, as it is imported as the codebook. */
export function codingFramework(): unknown {
  return JSON.parse(text('coding_framework.json'));
}
