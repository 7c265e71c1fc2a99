import { json } from '@remix-run/node';
import { textOf, type PublicChangeContext } from '~/auth/change.server';
import { readForm } from '~/auth/form-reading.server';
import type { FormError } from '~/auth/refused-form';
import { notFound } from '~/auth/responses.server';
import { offersCheckIn } from '~/participants/check-in';
import { hasAnswer, type Notice, type Visit } from '~/participants/visit';
import { act, isAct, nonceOf, noteReading } from '~/participants/visit-acts.server';
import { loadAnswer } from '~/participants/visit-answer-store.server';
import { VisitForm, type VisitInput } from '~/participants/visit-input';
import { loadVisit, ownWordsOf } from '~/participants/visit-store.server';
import { withdraw } from '~/participants/withdraw-commands.server';
import { addDays } from '~/platform/day';
import type { Refusal } from '~/platform/result';
import { agreedWording } from '~/rounds/consent-wording.server';
import type { ShownVisit, VisitPage, VisitView } from '~/routes/return/return-page';

/** Keys are stripped from backups after so many days (SECURITY.md §9). */
const BACKUP_DAYS = 30;

interface More {
  notice?: Notice;
  refusal?: Refusal;
  errors?: readonly FormError[];
  /** What was typed goes into the page's form, also where nothing was refused. */
  keep?: boolean;
}

function shown({ submission, ...visit }: Visit): ShownVisit {
  const { actPublicKey: _key, ...rest } = submission;
  return { ...visit, submission: rest };
}

function answer(context: PublicChangeContext, ticket: string, page: VisitView, more: More = {}): Response {
  const { notice = null, refusal = null, errors = [], keep = false } = more;
  const refused = refusal !== null || errors.length > 0;
  const body: VisitPage = { page, ticket, notice, refusal, errors, values: refused || keep ? context.values : {} };
  return json(body, { status: refused ? 422 : 200 });
}

async function statusView(visit: Visit): Promise<VisitView> {
  await noteReading(visit);
  return { view: 'status', visit: shown(visit) };
}

async function answerView(visit: Visit, id: string): Promise<VisitView> {
  const item = visit.items.find((one) => one.id === id);
  if (!item || !hasAnswer(item.state)) throw notFound();
  const loaded = await loadAnswer(visit, item);
  await noteReading(visit, id);
  return { view: 'answer', visit: shown(visit), item, answer: loaded };
}

function disputeView(visit: Visit, { item, understanding }: { item?: string; understanding?: string }): VisitView {
  const line = visit.understandings.find(({ id }) => id === understanding);
  const about = visit.items.find(({ id }) => id === (line?.itemId ?? item));
  if (!about || (understanding && !line)) throw notFound();
  return { view: 'dispute', visit: shown(visit), item: about.id, understanding: line?.id ?? null };
}

function safetyView(visit: Visit): VisitView {
  const agreed = Object.fromEntries(visit.consents.map((consent) => [consent.use, agreedWording(consent)]));
  return { view: 'safety', visit: shown(visit), agreed };
}

/** Only once the round is closed: before, a danger is raised, which has its own form. */
function checkInView(visit: Visit): VisitView {
  if (!offersCheckIn(visit.round?.state)) throw notFound();
  return { view: 'check_in', visit: shown(visit) };
}

async function viewFor(visit: Visit, input: VisitInput, context: PublicChangeContext): Promise<VisitView> {
  switch (input.intent) {
    case 'answer':
      return answerView(visit, input.item);
    case 'words':
      if (!visit.submission.wordsShown) throw notFound();
      return { view: 'words', visit: shown(visit), words: await ownWordsOf(visit) };
    case 'dispute':
    case 'dispute_form':
      return disputeView(visit, input);
    case 'safety':
    case 'flag':
    case 'tighten':
    case 'take_back':
    case 'loosen':
    case 'cancel_loosening':
      return safetyView(visit);
    case 'check_in_form':
    case 'check_in':
    case 'allow_advocacy':
    case 'disallow_advocacy':
      return checkInView(visit);
    case 'withdrawal':
    case 'withdraw':
      return { view: 'withdrawal', visit: shown(visit), backupsUntil: addDays(context.today, BACKUP_DAYS) };
    default:
      return statusView(visit);
  }
}

/** The forms of the pages that have several. */
const OF_SAFETY: readonly string[] = ['flag', 'tighten', 'take_back', 'loosen', 'cancel_loosening'];
const OF_CHECK_IN: readonly string[] = ['check_in', 'allow_advocacy', 'disallow_advocacy'];

/** A form that could not be read shows its own page again, as far as it tells which that is. */
function viewOfRefused(visit: Visit, context: PublicChangeContext): Promise<VisitView> {
  const field = (name: string) => textOf(context.form, name) ?? undefined;
  if (field('intent') === 'dispute') {
    return Promise.resolve(disputeView(visit, { item: field('item'), understanding: field('understanding') }));
  }
  const intent = field('intent') ?? '';
  if (OF_CHECK_IN.includes(intent)) return viewFor(visit, { intent: 'check_in_form' }, context);
  return viewFor(visit, { intent: OF_SAFETY.includes(intent) ? 'safety' : 'status' }, context);
}

export function withdrawnPage(context: PublicChangeContext, ticket: string, visit: Visit): Response {
  const published = visit.round?.publishedOn !== null && visit.round?.publishedOn !== undefined;
  return answer(context, ticket, { view: 'withdrawn', published, backupsUntil: addDays(context.today, BACKUP_DAYS) });
}

/** The first page behind a code; with the words that were typed before a ticket ran out, if there were any. */
export async function openedPage(context: PublicChangeContext, ticket: string, visit: Visit): Promise<Response> {
  if (visit.submission.state === 'erased_by_staff') return answer(context, ticket, { view: 'erased' });
  return answer(context, ticket, await statusView(visit), { keep: true });
}

async function withdrawnOrRefused(context: PublicChangeContext, ticket: string, visit: Visit, input: VisitInput) {
  const result = await withdraw(visit, textOf(context.form, 'code') ?? '');
  if (result.ok || result.refusal === 'visit.already') return withdrawnPage(context, ticket, visit);
  const errors = [{ field: 'code', key: `refusals:${result.refusal}` }];
  return answer(context, ticket, await viewFor(visit, input, context), { errors });
}

/** What a button behind the code does, and the page that follows. Ids of other submissions are not there: 404. */
export async function answerVisit(context: PublicChangeContext, ticket: string, visit: Visit): Promise<Response> {
  if (visit.submission.state === 'withdrawn') return withdrawnPage(context, ticket, visit);
  if (visit.submission.state === 'erased_by_staff') return openedPage(context, ticket, visit);
  const reading = readForm(context.form, VisitForm);
  if (!reading.ok) return answer(context, ticket, await viewOfRefused(visit, context), { errors: reading.errors });
  const { input } = reading;
  if (input.intent === 'withdraw') return withdrawnOrRefused(context, ticket, visit, input);
  if (!isAct(input)) return answer(context, ticket, await viewFor(visit, input, context));
  if (!context.token.ok) throw notFound();
  const result = await act(visit, input, nonceOf(context.token.nonce, context.values));
  if (!result.ok && result.refusal === 'visit.not_yours') throw notFound();
  const fresh = await loadVisit(visit.submission.missionId, visit.submission.id);
  if (!result.ok) return answer(context, ticket, await viewFor(fresh, input, context), { refusal: result.refusal });
  const view = input.intent === 'dispute' ? await statusView(fresh) : await viewFor(fresh, input, context);
  return answer(context, ticket, view, { notice: result.value });
}
