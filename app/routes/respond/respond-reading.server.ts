import type { PublicChangeContext } from '~/auth/change.server';
import { readForm } from '~/auth/form-reading.server';
import type { FormError } from '~/auth/refused-form';
import { answerLanguageOf, consentsOf, type SubmissionDraft } from '~/participants/submission';
import { readInvitation } from '~/participants/invitation-code.server';
import { submissionFields } from '~/participants/submission-input';
import { readAnswers } from '~/rounds/answer-rules';
import { languageShown } from '~/rounds/consent-texts';
import { MEANT_BY_SENDING } from '~/participants/consent';
import type { Reading, RoundPage } from '~/routes/respond/respond-view';

/** A reading, with the hash of its invitation if it bears one. */
export interface Read extends Reading {
  invitation: Uint8Array | null;
}

/** Reads a whole form. What is wrong comes for all fields at once. */
export function readAll(
  context: PublicChangeContext,
  { round, questions, offered }: RoundPage,
): Read | { errors: FormError[] } {
  const fields = readForm(context.form, submissionFields(round.languages, offered));
  const answers = readAnswers(questions, context.values);
  const invitation = invitationOf(context);
  const mistyped = invitation === 'mistyped' ? [{ field: 'invitation', key: 'respond:invitation_mistyped' }] : [];
  if (fields.ok && answers.ok && invitation !== 'mistyped') {
    return { fields: fields.input, answers: answers.answers, invitation };
  }
  return { errors: [...mistyped, ...(fields.ok ? [] : fields.errors), ...(answers.ok ? [] : answers.errors)] };
}

/** The hash of the invitation that was typed; null without one. Its tag tells a typing error before anything is asked. */
function invitationOf({ values }: PublicChangeContext): Uint8Array | 'mistyped' | null {
  const typed = values.invitation?.[0] ?? '';
  return typed.trim() === '' ? null : (readInvitation(typed) ?? 'mistyped');
}

/** `lang` is the language of the page. */
export function draftOf({ fields, answers }: Reading, { round }: RoundPage, lang: string): SubmissionDraft {
  const { known_as: attribution, language } = fields;
  return {
    round: { id: round.id, missionId: round.missionId, consentVersion: round.consentVersion },
    channel: 'web',
    attribution,
    identity: { name: fields.name ?? '', organisation: fields.organisation ?? '', contact: fields.contact ?? '' },
    tolerance: fields.tolerance,
    orgType: fields.org_type ?? null,
    language,
    answerLanguage: answerLanguageOf(fields.answer_language ?? null, language, [
      round.sourceLanguage,
      ...round.languages,
    ]),
    consents: consentsOf([...MEANT_BY_SENDING, ...(fields.consent ?? [])], attribution),
    consentsShownIn: languageShown(round.consentVersion, lang),
    answers: answers.map(({ questionId, text, choices }) =>
      text === undefined ? { questionId, choices: choices ?? [] } : { questionId, text },
    ),
    codeDeclined: fields.no_code === 'yes',
    wordsShown: fields.words_shown === 'yes',
  };
}
