import { itemFacts } from '~/feedback/item-facts-store.server';
import type { Staff } from '~/auth/staff.server';
import { ITEM_WORKFLOW, PLAIN_EVENTS, needsTranslation, type ItemEvent, type PlainEvent } from '~/feedback/item';
import { shownRange, type Cut } from '~/feedback/mask';
import { clockOf } from '~/feedback/item-clock';
import { mayOver } from '~/feedback/item-loading.server';
import { caseOf, type DeskItem } from '~/feedback/item-store.server';
import type { ItemContext, ItemForm, ItemView, PointLine } from '~/feedback/item-view';
import { messagesOf, notesOf } from '~/feedback/message-store.server';
import { openPointTexts } from '~/feedback/point-store.server';
import { seesLists } from '~/feedback/reader';
import { segmentsOf } from '~/feedback/segments';
import { openItemTexts } from '~/feedback/text-door.server';
import { protectionOf } from '~/feedback/text-protection-store.server';
import { TEXT_USES, usesOf } from '~/participants/consequences';
import type { LocalizedText } from '~/i18n/localized-text';
import type { Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { openEvents, step, type OpenEvent } from '~/workflow/workflow';

function plainEvents(staff: Staff, item: DeskItem): OpenEvent<PlainEvent>[] {
  const may = mayOver(staff, item);
  const open = openEvents(ITEM_WORKFLOW, caseOf(item), (one) => one !== 'participant.own' && may(one));
  return open.filter((one): one is OpenEvent<PlainEvent> => (PLAIN_EVENTS as readonly ItemEvent[]).includes(one.event));
}

function mayNow(staff: Staff, item: DeskItem): Record<ItemForm, boolean> {
  const may = mayOver(staff, item);
  const lists = seesLists(staff.roles);
  const { translation } = item;
  const happens = (event: ItemEvent) =>
    step(ITEM_WORKFLOW, caseOf(item), event, (one) => one !== 'participant.own' && may(one)).ok;
  const atTranslation = ['screened', 'translated'].includes(item.state);
  return {
    first_look: happens('first_look'),
    translate: atTranslation && may('item.translate') && needsTranslation(caseOf(item)),
    review: atTranslation && may('translation.review') && translation?.state === 'draft',
    mark: item.state === 'translated' && may('item.code') && item.body !== null,
    refer: happens('refer'),
    ask: lists && may('item.message') && !item.codeDeclined,
    note: lists,
    set_apart: !item.sensitive,
  };
}

function spanShown({ start, end }: PointLine['span'], cuts: readonly Cut[]): PointLine['span'] {
  return start === null || end === null ? { start, end } : shownRange(cuts, { start, end });
}

async function pointLines(db: Db, item: DeskItem, cuts: readonly Cut[]): Promise<PointLine[]> {
  const texts = await openPointTexts(db, item.points);
  return item.points.map((point, index) => ({
    id: point.id,
    number: index + 1,
    span: spanShown(point.span, cuts),
    summary: texts[index]?.summary ?? null,
    state: point.state,
    codes: point.codes.map(({ label }) => label),
    themes: point.themes,
    disposition: point.disposition,
    reaction: point.understanding?.reaction ?? null,
  }));
}

/** What the rules refuse for a text now: shown, not used, and so no verdict that is kept. */
async function refusedUses(db: Db, id: string): Promise<ItemContext['refusedUses']> {
  const protection = (await protectionOf(db, 'quote', [id])).get(id);
  if (!protection) return [];
  const { uses } = usesOf(protection);
  return TEXT_USES.filter((use) => !uses[use].allowed).map((use) => ({ use, reasons: uses[use].reasons }));
}

async function contextOf(db: Db, staff: Staff, item: DeskItem): Promise<ItemContext> {
  const { round, question, tolerance, channel, codeDeclined, consents } = item;
  return {
    round: { slug: round.slug, title: round.title, sourceLanguage: round.sourceLanguage },
    question: question && ({ ...question, label: question.label as LocalizedText } as ItemContext['question']),
    tolerance,
    channel,
    codeDeclined,
    consents,
    refusedUses: await refusedUses(db, item.id),
    messages: await messagesOf(db, item, mayOver(staff, item)('item.sensitive')),
    notes: await notesOf(db, staff, item.id),
  };
}

/** Everything an item's page shows one reader, opened. The caller has the item from `itemForDesk`. */
export async function itemView(db: Db, staff: Staff, item: DeskItem, today: Day): Promise<ItemView> {
  const [texts] = await openItemTexts(db, 'read', [item]);
  const may = mayNow(staff, item);
  const lists = seesLists(staff.roles);
  const original = texts?.original ?? null;
  const { translation } = item;
  return {
    id: item.id,
    state: item.state,
    // A day or a history would tell which consultation it was.
    day: lists ? item.day : null,
    clock: lists ? clockOf(item, today) : null,
    language: item.language,
    answerLanguage: item.answerLanguage,
    workingLanguage: item.round.sourceLanguage,
    sensitive: item.sensitive,
    choices: item.choices,
    original,
    closed: texts?.closed.original ?? false,
    translation: translation && {
      id: translation.id,
      text: texts?.translation ?? null,
      closed: texts?.closed.translation ?? false,
      language: translation.language,
      byRole: translation.byRole,
      reviewed: translation.state === 'reviewed',
      mine: translation.byAccount === staff.accountId,
    },
    points: lists ? await pointLines(db, item, texts?.cuts ?? []) : [],
    facts: lists ? await itemFacts(db, item.id) : [],
    events: plainEvents(staff, item),
    segments: may.mark && original !== null ? segmentsOf(original, item.language) : [],
    may,
    context: lists ? await contextOf(db, staff, item) : null,
  };
}
