import { json } from '@remix-run/node';
import { textOf, type PublicChangeContext } from '~/auth/change.server';
import { ownOriginOf } from '~/auth/own-origin.server';
import { sourceOf } from '~/auth/tries.server';
import { addToSubmission } from '~/participants/addition.server';
import type { Door } from '~/participants/budget';
import { confirmCode, showCodeAgain, type Confirmed, type Shown } from '~/participants/confirm.server';
import { invitationIsOpen } from '~/participants/invitation-store.server';
import { submit, type Submitted } from '~/participants/submit.server';
import { isUnavailable } from '~/participants/unavailable.server';
import { runtime } from '~/platform/runtime.server';
import { additionText } from '~/routes/respond/addition-text';
import { draftOf, readAll, type Read } from '~/routes/respond/respond-reading.server';
import {
  saidIn,
  type Reading,
  type RespondPage,
  type RespondView,
  type RoundPage,
} from '~/routes/respond/respond-view';
import { freshToken, RETRY_AFTER, roundOfAction, roundVaultKey } from '~/routes/respond/round-page.server';

const STEPS = ['form', 'check', 'submit', 'add', 'code', 'confirm'] as const;
type Step = (typeof STEPS)[number];

/** A button's step stands after the page's own: the last one counts. Another language's button names none. */
function stepOf(form: FormData): Step {
  const last = form.getAll('step').at(-1);
  return STEPS.find((step) => step === last) ?? 'form';
}

function show(context: PublicChangeContext, view: RespondView, status = 200, token?: string): Response {
  const carried = token ?? textOf(context.form, 'token') ?? '';
  const body: RespondPage = { ...view, token: carried, values: saidIn(context.values) };
  return json(body, { status, ...(status === 503 && { headers: RETRY_AFTER }) });
}

function afterSubmit(context: PublicChangeContext, reading: Reading, page: RoundPage, answer: Submitted): Response {
  switch (answer.kind) {
    case 'received':
      if (answer.code === null) return show(context, { view: 'no_code' });
      return show(context, { view: 'code', code: answer.code, wrongGroups: false, page });
    case 'again':
      return show(context, { view: 'code', code: answer.code, wrongGroups: false, page });
    case 'other_body':
      return show(context, { view: 'other_body', reading }, 409);
    case 'already':
      return showAlready(context);
    case 'fresh_token':
      return show(context, { view: 'check', reading, notice: 'too_old' }, 422, answer.token);
    case 'too_young':
      return show(context, { view: 'check', reading, notice: 'too_young' }, 422);
    case 'round_not_open':
      return show(context, { view: 'not_open' }, 409);
    case 'invitation_spent':
      return show(context, INVITATION_SPENT, 422);
    case 'unavailable':
      return show(context, { view: 'unavailable', step: 'submit' }, 503);
  }
}

/** Used, or of another consultation: told beside its field, to be left empty or typed anew. */
const INVITATION_SPENT: RespondView = {
  view: 'form',
  errors: [{ field: 'invitation', key: 'respond:invitation_spent' }],
};

function showAlready(context: PublicChangeContext): Response {
  return show(context, { view: 'already', freshToken: freshToken(context.params.slug ?? '') });
}

async function submitOrAdd(context: PublicChangeContext, step: 'submit' | 'add', found: RoundPage, read: Read) {
  const { token } = context;
  const { invitation, ...reading } = read;
  const body = saidIn(context.values);
  if (step === 'submit' || !token.ok) {
    const vaultKey = await context.read((db) => roundVaultKey(db, found.round, context.today));
    if (!vaultKey && reading.fields.known_as !== 'anonymous') {
      return show(context, { view: 'form', errors: [{ field: 'known_as', key: 'respond:known_gone' }] }, 422);
    }
    const draft = draftOf(reading, found, context.lang);
    const { slug, expectedPeople } = found.round;
    const arrival = { door: doorOf(context.request), source: sourceOf(context.request), expectedPeople };
    const sending = { token, slug, open: found.open, draft, body, vaultKey, invitation, arrival };
    return afterSubmit(context, reading, found, await submit(sending));
  }
  const added = await addToSubmission(token, additionText(found, reading.answers, context.lang), body);
  if (added.kind === 'unknown') return show(context, { view: 'check', reading });
  return added.kind === 'added' ? show(context, { view: 'added' }) : showAlready(context);
}

/** The answers are read before anything is sent; whether the round is open, the database has the last word. */
async function stepWithAnswers(context: PublicChangeContext, step: 'check' | 'submit' | 'add', found: RoundPage) {
  const reading = readAll(context, found);
  if ('errors' in reading) return show(context, { view: 'form', errors: reading.errors }, 422);
  if (step !== 'check') return submitOrAdd(context, step, found, reading);
  if (!found.open) return show(context, { view: 'not_open' }, 409);
  const { invitation, ...shown } = reading;
  if (invitation && !(await invitationIsOpen(invitation, found.round))) return show(context, INVITATION_SPENT, 422);
  return show(context, { view: 'check', reading: shown });
}

/** By which of its two addresses the site was asked. */
function doorOf(request: Request): Door {
  return ownOriginOf(request) === runtime().config.onionOrigin ? 'onion' : 'web';
}

function afterReceipt(context: PublicChangeContext, answer: Shown | Confirmed): Response {
  switch (answer.kind) {
    case 'again':
      return show(context, { view: 'code', code: answer.code, wrongGroups: false });
    case 'mismatch':
      return show(context, { view: 'code', code: answer.code, wrongGroups: true }, 422);
    case 'confirmed':
      return show(context, { view: 'confirmed' });
    case 'already':
      return showAlready(context);
    case 'unknown':
      return show(context, { view: 'form', errors: [] });
  }
}

async function stepOfReceipt(context: PublicChangeContext, step: 'code' | 'confirm'): Promise<Response> {
  const { token, form } = context;
  // Its keys are gone, so it is days old, and the code is shown for twelve hours.
  if (!token.ok) return showAlready(context);
  if (step === 'code') return afterReceipt(context, await showCodeAgain(token));
  const groups = { second: textOf(form, 'second') ?? '', fifth: textOf(form, 'fifth') ?? '' };
  return afterReceipt(context, await confirmCode(token, groups));
}

async function takeStep(context: PublicChangeContext, step: Step): Promise<Response> {
  if (step === 'code' || step === 'confirm') return stepOfReceipt(context, step);
  const found = await roundOfAction(context);
  if (step !== 'form') return stepWithAnswers(context, step, found);
  return found.open ? show(context, { view: 'form', errors: [] }) : show(context, { view: 'not_open' }, 409);
}

/** Every button of the respond pages. While the database is away: 503, and everything typed is carried on. */
export async function answerRespond(context: PublicChangeContext): Promise<Response> {
  const step = stepOf(context.form);
  try {
    return await takeStep(context, step);
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return show(context, { view: 'unavailable', step }, 503);
  }
}
