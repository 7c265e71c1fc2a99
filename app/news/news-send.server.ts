import { createHash } from 'node:crypto';
import { translator } from '~/i18n/instances.server';
import { urlTag } from '~/i18n/languages';
import { mailPrivateKey } from '~/platform/crypto/mail-keys.server';
import { addDays, dayOf, type Day } from '~/platform/day';
import type { Mail, Mailer } from '~/platform/mail.server';
import { now, runtime } from '~/platform/runtime.server';
import { openNewsEntry } from './news-entry.server';
import { addressName, mailingsBy, type Mailing, type Opened } from './news-mails';
import {
  dropNews,
  dropOldNews,
  markTold,
  markWritten,
  newsToConfirm,
  newsToTell,
  settleNews,
  writtenOn,
  type NewsRow,
} from './news-store.server';

/** What one run opens and sends at most: memory and a mail server's patience are bounded, the next run goes on. */
const MOST = 500;
/** A request that its address's owner did not confirm is deleted after so many days. */
export const UNCONFIRMED_DAYS = 7;

type Kind = 'confirm' | 'digest';

/** Rows that no longer open are deleted: nobody can be written to by them, and they would come back at every run. */
async function opened(rows: readonly NewsRow[]): Promise<Opened<NewsRow>[]> {
  const { keysDir } = runtime().config;
  const found: Opened<NewsRow>[] = [];
  for (const row of rows) {
    const entry = openNewsEntry((version) => mailPrivateKey(keysDir, version), row, row.sealed);
    if (entry) found.push({ row, entry });
    else await dropNews(row.id);
  }
  return found;
}

/** In words that tell nothing of a consultation, a program or an answer: who reads over a shoulder learns of a web site. */
function mailOf(kind: Kind, mailing: Mailing<NewsRow>, day: Day): Mail {
  const [{ entry }] = mailing;
  const t = translator(entry.language, 'news');
  const { origin } = runtime().config;
  const links = mailing.map(({ entry: { secret } }) => `${origin}/${urlTag(entry.language)}/news/${secret}`);
  const name = createHash('sha256').update([kind, day, entry.secret].join('\0')).digest('hex').slice(0, 40);
  return {
    to: entry.address,
    subject: t(`mail.${kind}.subject`),
    text: t(`mail.${kind}.text`, { site: origin, links: links.join('\n') }),
    language: entry.language,
    leaveUrl: links[0]!,
    name,
  };
}

/**
 * Sends one mail a mailing and marks its rows; rows whose address the mail server refuses for good are deleted. Ends early
 * where the server cannot be reached: what was not sent is not marked, and the next run tries again. Gives how many went out.
 */
async function sendAll(mailer: Mailer, mailings: readonly Mailing<NewsRow>[], kind: Kind): Promise<number> {
  const today = dayOf(now());
  const mark = kind === 'confirm' ? markWritten : markTold;
  let sent = 0;
  for (const mailing of mailings) {
    const answer = await mailer.send(mailOf(kind, mailing, today));
    if (answer === 'later') return sent;
    for (const { row } of mailing) await (answer === 'sent' ? mark(row.id, today) : dropNews(row.id));
    if (answer === 'sent') sent += 1;
  }
  return sent;
}

/**
 * Asks the owners of new addresses whether they want the mails: who typed somebody else's address reaches nothing but one
 * question a day and round. A request for an address that was asked today is deleted: its owner has a link already.
 */
export async function askNewAddresses(mailer: Mailer): Promise<number> {
  const nameOf = (one: Opened<NewsRow>) => `${one.row.roundId} ${addressName(one)}`;
  const asked = new Set((await opened(await writtenOn(dayOf(now())))).map(nameOf));
  const mailings = mailingsBy(await opened(await newsToConfirm(MOST)), nameOf);
  for (const [first, ...others] of mailings) {
    const superfluous = asked.has(nameOf(first)) ? [first, ...others] : others;
    for (const { row } of superfluous) await dropNews(row.id);
  }
  const fresh = mailings.filter(([first]) => !asked.has(nameOf(first)));
  return sendAll(
    mailer,
    fresh.map(([first]) => [first]),
    'confirm',
  );
}

/** Tells each confirmed address once that there may be news, whatever the news and however many its lists. */
export async function tellOfNews(mailer: Mailer): Promise<number> {
  return sendAll(mailer, mailingsBy(await opened(await newsToTell(dayOf(now()), MOST)), addressName), 'digest');
}

/** Each night: what was never confirmed and the lists of rounds that are over go, and the rest is laid anew. */
export async function tidyNews(): Promise<void> {
  await dropOldNews(addDays(dayOf(now()), -UNCONFIRMED_DAYS));
  await settleNews();
}
