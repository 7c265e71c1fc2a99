import { openItemTexts } from '~/feedback/text-door.server';
import { firstWords } from '~/feedback/first-words';
import { clockOf } from '~/feedback/item-clock';
import type { QueueLine } from '~/feedback/queue-line';
import type { QueueRow } from '~/feedback/queue-rows-store.server';
import type { Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';

/** Opens the first words of the rows of one page, and of no other. */
export async function queueLines(db: Db, rows: readonly QueueRow[], today: Day): Promise<QueueLine[]> {
  const texts = await openItemTexts(db, 'read', rows);
  return rows.map((row, index) => {
    const translation = texts[index]?.translation ?? null;
    const words = translation ?? texts[index]?.original ?? null;
    return {
      id: row.id,
      state: row.state,
      day: row.day,
      language: row.language,
      roundTitle: row.roundTitle,
      question: row.question,
      clock: clockOf(row, today),
      words: words === null ? null : firstWords(words),
      wordsLanguage: words === null || translation !== null ? null : row.language,
    };
  });
}
