import { randomUUID } from 'node:crypto';
import { issueFormToken, readFormToken } from '~/platform/crypto/form-token.server';
import { readIn } from '~/platform/db.server';
import { dayOf } from '~/platform/day';
import { now, runtime } from '~/platform/runtime.server';
import type { BodyFields } from '~/participants/canonical-body.server';
import type { Identity } from '~/vault/identity';
import { sealingKey } from '~/vault/vault-keys-store.server';
import { readInvitation } from '~/participants/invitation-code.server';
import { MEANT_BY_SENDING, type ConsentUse } from '~/participants/consent';
import {
  consentsOf,
  type Attribution,
  type DraftAnswer,
  type SubmissionDraft,
  type Tolerance,
} from '~/participants/submission';
import { RESPOND_PURPOSE, submit, type Sending } from '~/participants/submit.server';
import { takesAnswers, type RoundState } from '~/rounds/round';
import { choicesOf, fieldOf, isText, type Question } from '~/rounds/question';

export interface SubmissionWish {
  /** By question id; a question left out is not answered. Without this, every question is. */
  answers?: Readonly<Record<string, string | readonly string[]>>;
  /** BCP 47; the round's source language unless told. */
  language?: string;
  answerLanguage?: string;
  /** Beside reading and translating, which sending means. */
  consents?: readonly ConsentUse[];
  tolerance?: Tolerance;
  wordsShown?: boolean;
  codeDeclined?: boolean;
  /** Sealed to the round's vault key, which must be there. */
  identity?: Identity;
  attribution?: Attribution;
  /** As it stands on the paper. */
  invitation?: string;
}

/** A round as a participant meets it: what everybody may read of it, with its questions. */
export async function roundForForm({ id }: { id: string }) {
  return readIn(runtime().databases.prisma.site, {}, async (db) => {
    const round = await db.round.findUniqueOrThrow({
      where: { id },
      select: {
        id: true,
        missionId: true,
        slug: true,
        consentVersion: true,
        sourceLanguage: true,
        languages: true,
        state: true,
        closesOn: true,
        expectedPeople: true,
      },
    });
    const rows = await db.question.findMany({ where: { roundId: id }, orderBy: { position: 'asc' } });
    return { ...round, questions: rows as unknown as Question[] };
  });
}

function answerTo(question: Question): DraftAnswer {
  const { id: questionId, kind } = question;
  if (isText(kind)) return { questionId, text: `What I saw at the night market, ${randomUUID().slice(0, 8)}.` };
  return { questionId, choices: choicesOf(question).slice(0, 1) };
}

/** A form filled in some minutes ago, ready for `submit`, with a token of its own. */
export async function aSending(round: { id: string }, wish: SubmissionWish = {}): Promise<Sending> {
  const form = await roundForForm(round);
  const answers = wish.answers
    ? Object.entries(wish.answers).map(([questionId, given]): DraftAnswer =>
        typeof given === 'string' ? { questionId, text: given } : { questionId, choices: given },
      )
    : form.questions.map(answerTo);
  const language = wish.language ?? form.sourceLanguage;
  const draft: SubmissionDraft = {
    round: { id: form.id, missionId: form.missionId, consentVersion: form.consentVersion },
    channel: 'web',
    attribution: wish.attribution ?? (wish.identity ? 'confidential' : 'anonymous'),
    identity: wish.identity ?? null,
    tolerance: wish.tolerance ?? 'confidential_only',
    orgType: null,
    language,
    answerLanguage: wish.answerLanguage ?? (form.languages.includes(language) ? language : form.sourceLanguage),
    consents: consentsOf([...MEANT_BY_SENDING, ...(wish.consents ?? [])], 'anonymous'),
    consentsShownIn: 'en',
    answers,
    codeDeclined: wish.codeDeclined ?? false,
    wordsShown: wish.wordsShown ?? false,
  };
  const vaultKey = await readIn(runtime().databases.prisma.site, {}, (db) =>
    sealingKey(db, { missionId: form.missionId, roundId: form.id }, dayOf(now())),
  );
  return {
    ...tokenFor(form.slug),
    slug: form.slug,
    open: isOpen(form),
    draft,
    body: bodyOf(draft),
    vaultKey,
    invitation: wish.invitation ? readInvitation(wish.invitation) : null,
    arrival: { door: 'web', source: null, expectedPeople: form.expectedPeople },
  };
}

function isOpen({ state, closesOn }: { state: string; closesOn: Date }): boolean {
  return takesAnswers({ state: state as RoundState, closesOn: dayOf(closesOn) }, dayOf(now()));
}

function tokenFor(slug: string): Pick<Sending, 'token'> {
  const place = { purpose: RESPOND_PURPOSE, subject: slug };
  const { keyring } = runtime();
  const issued = issueFormToken(keyring, { ...place, now: new Date(now().getTime() - 300_000) });
  return { token: readFormToken(keyring, issued, { ...place, now: now() }) };
}

/** The fields that a form with this draft sends. */
export function bodyOf(draft: SubmissionDraft): BodyFields {
  const answers = draft.answers.map((one) => [fieldOf(one.questionId), one.text ?? one.choices ?? []] as const);
  return { tolerance: draft.tolerance, language: draft.language, ...Object.fromEntries(answers) };
}

/**
 * A submission in an open round, sent through the real command. `items` are in the order of the answers; `code` is the
 * return code, empty where none was wanted.
 */
export async function aSubmission(
  round: { id: string },
  wish: SubmissionWish = {},
): Promise<{ id: string; code: string; items: string[] }> {
  const sending = await aSending(round, wish);
  const answer = await submit(sending);
  if (answer.kind !== 'received') throw new Error(`the submission was answered with ${answer.kind}`);
  const items = await itemsOf(sending.draft, answer.id);
  return { id: answer.id, code: answer.code ?? '', items };
}

async function itemsOf({ round, answers }: SubmissionDraft, submissionId: string): Promise<string[]> {
  const rows = await readIn(runtime().databases.prisma.desk, { mission: round.missionId }, (db) =>
    db.item.findMany({ where: { submissionId }, select: { id: true, questionId: true } }),
  );
  return answers.flatMap(({ questionId }) => rows.filter((row) => row.questionId === questionId).map(({ id }) => id));
}

/** The same form, as if it had been asked for so many seconds ago. */
export function agedBy(sending: Sending, seconds: number): Sending {
  if (!sending.token.ok) throw new Error('a token whose key is gone has no age');
  return { ...sending, token: { ...sending.token, ageSeconds: seconds } };
}
