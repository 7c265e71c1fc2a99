import { randomBytes } from 'node:crypto';
import { readForDesk } from '~/auth/desk-reading.server';
import { issueFormToken, readFormToken } from '~/platform/crypto/form-token.server';
import { dayOf } from '~/platform/day';
import { now, runtime } from '~/platform/runtime.server';
import { confirmCode } from '~/participants/confirm.server';
import { MEANT_BY_SENDING } from '~/participants/consent';
import { groupsOf } from '~/participants/return-code.server';
import {
  answerLanguageOf,
  attributionsOffered,
  consentsOf,
  type Attribution,
  type SubmissionDraft,
} from '~/participants/submission';
import { OTHER_LANGUAGE, submissionFields } from '~/participants/submission-input';
import { RESPOND_PURPOSE, submit, type TrueToken } from '~/participants/submit.server';
import { act, isAct } from '~/participants/visit-acts.server';
import { enterByCode } from '~/participants/visit-entry.server';
import type { Visit } from '~/participants/visit';
import { VisitForm } from '~/participants/visit-input';
import { withdraw } from '~/participants/withdraw-commands.server';
import { sealingKey } from '~/vault/vault-keys-store.server';
import { readAnswers } from '~/rounds/answer-rules';
import { fieldOf } from '~/rounds/question';
import { takesAnswers } from '~/rounds/round';
import type { OpenRound } from './rounds';
import { present, succeeded } from './succeeded';
import { languageShown } from '~/rounds/consent-texts';
import type { Voice } from './voices';

/** The template's questions in their order. */
const ASKED = ['happened', 'safety', 'whom', 'change'] as const;

/** What a person's form holds when it is sent. */
function formOf(round: OpenRound, voice: Voice): Record<string, string[]> {
  const listed = round.languages.includes(voice.language);
  const wordsOf = (question: string) => voice.said.find((one) => one.question === question)?.text;
  const answers = round.questions.flatMap(({ id }, index) => {
    const words = ASKED[index] === 'safety' ? voice.safety : wordsOf(ASKED[index] ?? '');
    return words ? [[fieldOf(id), [words]] as const] : [];
  });
  return {
    known_as: [voice.identity ? 'confidential' : 'anonymous'],
    ...Object.fromEntries(Object.entries(voice.identity ?? {}).map(([name, typed]) => [name, [typed]])),
    tolerance: [voice.tolerance],
    language: [listed ? voice.language : OTHER_LANGUAGE],
    ...(listed ? {} : { other_language: [voice.language] }),
    answer_language: [voice.answersIn],
    consent: [...voice.consents],
    ...(voice.words_shown ? { words_shown: ['yes'] } : {}),
    ...(voice.code === 'declined' ? { no_code: ['yes'] } : {}),
    ...Object.fromEntries(answers),
  };
}

/** Reads the form as the program reads it: what it refuses, the story cannot tell. */
function draftOf(
  round: OpenRound,
  voice: Voice,
  form: Readonly<Record<string, string[]>>,
  offered: readonly Attribution[],
): SubmissionDraft {
  const single = Object.fromEntries(Object.entries(form).map(([name, sent]) => [name, sent[0]]));
  const fields = submissionFields(round.languages, offered).parse({ ...single, consent: form.consent });
  const reading = readAnswers(round.questions, form);
  if (!reading.ok) throw new Error(`an answer of the story is refused: ${reading.errors.map(({ key }) => key).join()}`);
  return {
    round: { id: round.id, missionId: round.missionId, consentVersion: round.consentVersion },
    channel: 'web',
    attribution: fields.known_as,
    identity: voice.identity ?? null,
    tolerance: fields.tolerance,
    orgType: null,
    language: fields.language,
    answerLanguage: answerLanguageOf(fields.answer_language ?? null, fields.language, round.languages),
    consents: consentsOf([...MEANT_BY_SENDING, ...(fields.consent ?? [])], fields.known_as),
    consentsShownIn: languageShown(round.consentVersion, voice.answersIn),
    answers: reading.answers as SubmissionDraft['answers'],
    codeDeclined: fields.no_code === 'yes',
    wordsShown: fields.words_shown === 'yes',
  };
}

/** The key that the round's names are sealed to today, if two officers stand behind one. */
function vaultKeyOf({ id, missionId }: OpenRound) {
  return readForDesk({ missionId }, (db) => sealingKey(db, { missionId, roundId: id }, dayOf(now())));
}

/** Minutes that somebody takes to fill in the form. */
const FILLING_IN = 11;

function tokenFor(slug: string): TrueToken {
  const { keyring } = runtime();
  const place = { purpose: RESPOND_PURPOSE, subject: slug };
  const opened = new Date(now().getTime() - FILLING_IN * 60_000);
  const token = readFormToken(keyring, issueFormToken(keyring, { ...place, now: opened }), { ...place, now: now() });
  if (!token.ok) throw new Error(`the form of ${slug} has no token`);
  return token;
}

export interface Sent {
  voice: Voice;
  submissionId: string;
  /** Null where none was wanted. */
  code: string | null;
}

/** Somebody answers on the web, and types two groups of the code back if there is one. */
export async function answerRound(round: OpenRound, voice: Voice): Promise<Sent> {
  const token = tokenFor(round.slug);
  const form = formOf(round, voice);
  const open = takesAnswers(round, dayOf(now()));
  const vaultKey = await vaultKeyOf(round);
  const draft = draftOf(round, voice, form, attributionsOffered(vaultKey !== null));
  const sent = await submit({
    token,
    slug: round.slug,
    open,
    draft,
    body: form,
    vaultKey,
    invitation: null,
    arrival: { door: 'web' as const, source: null, expectedPeople: round.expectedPeople },
  });
  if (sent.kind !== 'received') throw new Error(`${voice.id}: the answer was ${sent.kind}`);
  if (sent.code) {
    const groups = groupsOf(sent.code);
    const confirmed = await confirmCode(token, { second: groups[1]!, fifth: groups[4]! });
    if (confirmed.kind !== 'confirmed') throw new Error(`${voice.id}: the code was ${confirmed.kind}`);
  }
  return { voice, submissionId: sent.id, code: sent.code };
}

async function comeBack({ voice, code }: Sent): Promise<Visit> {
  return present(await enterByCode(present(code, `the code of ${voice.id}`)), `the visit of ${voice.id}`);
}

/** One press of a button on the pages behind the code. */
function press(visit: Visit, form: unknown) {
  const input = VisitForm.parse(form);
  if (!isAct(input)) throw new Error('the story presses a button that does nothing');
  return succeeded(act(visit, input, randomBytes(32)));
}

export async function withdrawAnswer(sent: Sent): Promise<void> {
  await succeeded(withdraw(await comeBack(sent), present(sent.code, 'a code')));
}

export async function raiseDanger(sent: Sent, kind: string, level: string): Promise<void> {
  await press(await comeBack(sent), { intent: 'flag', kind, level });
}

/** "That is not what I said": of the answer to the first item. */
export async function disputeAnswer(sent: Sent, text: string): Promise<void> {
  const visit = await comeBack(sent);
  await press(visit, { intent: 'dispute', item: visit.items[0]?.id, text });
}

/** "Yes, that is what I said", to everything that was understood. */
export async function confirmAll(sent: Sent): Promise<void> {
  for (const { id } of (await comeBack(sent)).understandings) {
    await press(await comeBack(sent), { intent: 'confirm', understanding: id });
  }
}

/** What somebody tells after the round: nothing happened, or what did, with the words that they dare to write. */
export async function checkIn(sent: Sent, answer: string, text = '', level = 'high'): Promise<void> {
  await press(await comeBack(sent), { intent: 'check_in', answer, level, text });
}
