/** A line that is read aloud or printed; `lang` where its words are not in the language of the page. */
export interface ScriptLine {
  text: string;
  lang?: string;
  /** For whoever reads: what to do, never read aloud. */
  hint?: boolean;
  /** What the next lines are about. */
  heading?: boolean;
}

/** The parts that a recording can hold in place of a reader; questions one by one. */
export const RECORDED_PARTS = ['risks', 'consent', 'question', 'answers'] as const;
export type RecordedPart = (typeof RECORDED_PARTS)[number];

export interface ScriptPart {
  id: 'welcome' | 'about' | 'close' | Exclude<RecordedPart, 'answers'>;
  /** Of a question. */
  questionId: string | null;
  title: string;
  lines: readonly ScriptLine[];
}
