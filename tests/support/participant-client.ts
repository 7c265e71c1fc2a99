import { setTimeout as pause } from 'node:timers/promises';
import { FORM_YOUNGEST_SECONDS } from '~/platform/crypto/form-token.server';
import { ask, codeIn, formsOf, post, type Fields, type Form, type Reply } from './http-site';

/** A round's form as a browser without scripts holds it: its hidden fields, what is chosen, and nothing typed yet. */
export interface OpenForm {
  path: string;
  fields: Fields;
  /** Names of the fields for words, in their order. */
  words: readonly string[];
  /** When it may be sent: what is sent sooner was filled in by a machine. */
  ripeAt: number;
}

const respondPath = (lang: string, slug: string) => `/${lang}/rounds/${slug}/respond`;

/** The form of a page that is sent to `path`; a form that names no address goes to its own page. */
export function formTo(reply: Reply, path: string): Form {
  const form = formsOf(reply.body).find(({ action }) => (action ?? path) === path);
  if (!form) throw new Error(`no form to ${path} on a page of status ${reply.status}`);
  return form;
}

export async function openForm(origin: string, lang: string, slug: string): Promise<OpenForm> {
  const path = respondPath(lang, slug);
  const reply = await ask(origin, path);
  if (reply.status !== 200) throw new Error(`the form answered ${reply.status}`);
  const { fields, html } = formTo(reply, path);
  const words = [...html.matchAll(/<textarea\b[^>]*\sname="(q-[^"]+)"/g)].map(([, name = '']) => name);
  return { path, fields, words, ripeAt: Date.now() + FORM_YOUNGEST_SECONDS * 1000 + 100 };
}

/** Waits until a form is old enough to be sent. */
export async function ripen({ ripeAt }: Pick<OpenForm, 'ripeAt'>): Promise<void> {
  await pause(Math.max(0, ripeAt - Date.now()));
}

/** Every field for words filled with `text`. */
export function filledWith({ fields, words }: OpenForm, text: string, more: Fields = {}): Fields {
  return { ...fields, ...Object.fromEntries(words.map((name) => [name, text])), ...more };
}

/** Presses a button: its step stands after the page's own, as a browser sends it. */
export function press(origin: string, path: string, fields: Fields, step: string): Promise<Reply> {
  return post(origin, path, { ...fields, step: [...[fields.step ?? []].flat(), step] });
}

export interface Sent {
  code: string;
  path: string;
  /** What the check page sent: sent again, it must give the same code. */
  fields: Fields;
  reply: Reply;
}

/** A whole way through the real pages: form, check, send, code. */
export async function sendAnswer(
  origin: string,
  place: { lang: string; slug: string },
  fill: (form: OpenForm) => Fields,
): Promise<Sent> {
  const form = await openForm(origin, place.lang, place.slug);
  const checked = await press(origin, form.path, fill(form), 'check');
  if (checked.status !== 200) throw new Error(`the check page answered ${checked.status}`);
  const { fields } = formTo(checked, form.path);
  await ripen(form);
  const reply = await press(origin, form.path, fields, 'submit');
  const code = codeIn(reply.body);
  if (reply.status !== 200 || code === null) throw new Error(`sending answered ${reply.status} without a code`);
  return { code, path: form.path, fields, reply };
}

/** The page behind a return code, by the door. */
export async function comeBack(origin: string, lang: string, code: string): Promise<Reply> {
  const path = `/${lang}/return`;
  const { fields } = formTo(await ask(origin, path), path);
  return post(origin, path, { ...fields, code });
}

/** Presses a button behind the code. */
export function visit(origin: string, lang: string, page: Reply, more: Fields): Promise<Reply> {
  const door = formsOf(page.body).find(({ fields }) => fields.ticket)?.fields;
  if (!door) throw new Error(`no page behind a code: ${page.status}`);
  return post(origin, `/${lang}/return`, { token: door.token ?? [], ticket: door.ticket ?? [], ...more });
}

/** Whether a reply is a page behind a code: only those carry a ticket. */
export function isOpened(reply: Reply): boolean {
  return reply.status === 200 && reply.body.includes('name="ticket"');
}
