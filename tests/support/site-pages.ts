import { inject } from 'vitest';
import { ask, type Reply } from './http-site';
import { comeBack, filledWith, formTo, openForm, press, ripen, sendAnswer, visit } from './participant-client';

export const LANGUAGES = ['en', 'fr', 'ar', 'ar-xb'] as const;

/** The round that everybody can answer, and one that is answered. */
export const OPEN_ROUND = 'complaints-listening';
export const ANSWERED_ROUND = 'first-listening';

/** Addresses of every public page, in one language. */
export function publicAddresses(lang: string, programSlug: string): string[] {
  const round = `/${lang}/rounds/${OPEN_ROUND}`;
  const pages = ['', '/rounds', '/return', '/answers', '/programs', '/record', '/safety', '/languages', '/sign-in', '/guidance', '/guidance/leave-out', '/guidance/shared-devices', '/guidance/data-saving', '/guidance/tor']; // prettier-ignore
  const answered = [`/${lang}/rounds/${ANSWERED_ROUND}`, `/${lang}/answers/${ANSWERED_ROUND}`];
  const more = [
    round,
    `${round}/respond`,
    `${round}/script`,
    `${round}/sheet`,
    `${round}/news`,
    ...answered,
    `/${lang}/programs/${programSlug}`,
  ];
  return [...pages.map((page) => `/${lang}${page}`), ...more];
}

/** What a participant is shown after pressing something, by name: none of it has an address of its own. */
export async function participantPages(lang: string, origin = inject('origin')): Promise<Record<string, Reply>> {
  const form = await openForm(origin, lang, OPEN_ROUND);
  const filled = filledWith(form, 'They came back after dark, and nobody said why. '.repeat(20));
  const refused = await press(origin, form.path, { ...form.fields }, 'check');
  const checked = await press(origin, form.path, filled, 'check');
  const { fields } = formTo(checked, form.path);
  const tooYoung = await press(origin, form.path, fields, 'submit');
  await ripen(form);
  const code = await press(origin, form.path, fields, 'submit');
  const otherBody = await press(origin, form.path, { ...fields, [form.words[0] ?? '']: 'Something else.' }, 'submit');
  const wrongGroups = await press(origin, form.path, { ...formTo(code, form.path).fields, second: 'x' }, 'confirm');
  const sent = await sendAnswer(origin, { lang, slug: OPEN_ROUND }, (one) => filledWith(one, 'The post was moved.', { words_shown: 'yes' })); // prettier-ignore
  const status = await comeBack(origin, lang, sent.code);
  const wrongCode = await comeBack(origin, lang, '0000-0000');
  const behind: Record<string, Reply> = {};
  for (const intent of ['words', 'safety', 'withdrawal'])
    behind[intent] = await visit(origin, lang, status, { intent });
  return { refused, checked, tooYoung, code, otherBody, wrongGroups, status, wrongCode, ...behind };
}

export const getPage = (path: string, headers: Record<string, string> = {}) => ask(inject('origin'), path, { headers });
