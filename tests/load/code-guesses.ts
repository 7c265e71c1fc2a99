import { randomBytes } from 'node:crypto';
import { codeOf, SECRET_BYTES } from '~/participants/return-code.server';
import { comeBack, filledWith, sendAnswer, visit } from '../support/participant-client';

export const KINDS = ['unknown', 'withdrawn', 'malformed'] as const;
export type Kind = (typeof KINDS)[number];

export interface Guess {
  kind: Kind;
  code: string;
}

/** Well made, with a true tag, and nobody's. */
const unknown = (): string => codeOf(randomBytes(SECRET_BYTES));

/** One sign of a well-made code typed wrong: the tag does not fit any more, and the length is a code's. */
export function malformed(code = unknown(), random: () => number = Math.random): string {
  const places = [...code].flatMap((sign, at) => (sign === '-' ? [] : [at]));
  const at = places[Math.floor(random() * places.length)]!;
  const other = code[at] === '7' ? '8' : '7';
  return code.slice(0, at) + other + code.slice(at + 1);
}

/** The codes of submissions that were sent and withdrawn again, through the pages themselves. */
export async function withdrawnCodes(origin: string, slug: string, count: number): Promise<string[]> {
  const one = async (): Promise<string> => {
    const { code } = await sendAnswer(origin, { lang: 'en', slug }, (form) => filledWith(form, 'To be taken back.'));
    const page = await comeBack(origin, 'en', code);
    const done = await visit(origin, 'en', page, { intent: 'withdraw', code });
    if (done.status !== 200) throw new Error(`withdrawing answered ${done.status}`);
    return code;
  };
  return Promise.all(Array.from({ length: count }, one));
}

/** So many guesses, the kinds turn about; a withdrawn code is guessed more than once. */
export function guesses(count: number, withdrawn: readonly string[]): Guess[] {
  return Array.from({ length: count }, (_, at): Guess => {
    const kind = KINDS[at % KINDS.length]!;
    if (kind === 'withdrawn') return { kind, code: withdrawn[Math.floor(at / KINDS.length) % withdrawn.length]! };
    return { kind, code: kind === 'unknown' ? unknown() : malformed() };
  });
}
