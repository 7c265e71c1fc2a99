import { FORMATS, LEAST_PASSPHRASE, typedPassphrase } from '../vault-places';
import {
  makeKey,
  openBox,
  openChallenge,
  openKey,
  wrapForOthers,
  type GivenFile,
  type HolderKey,
} from './opener-crypto';
import { button, field, output, part, textOf, valueOf } from './opener-page';

type Texts = Readonly<Record<string, string>>;
/** Put in by the build: the texts of each language that the site has. */
declare const OPENER_TEXTS: Readonly<Record<string, Texts>>;

const translator = (lang: string, area: 'opener') => (key: string) => OPENER_TEXTS[lang]?.[key] ?? `${area}:${key}`;

let t = translator('en', 'opener');
const LANGUAGES = { en: 'English', fr: 'Français', ar: 'العربية' };

function say(...parts: (Node | string)[]): void {
  document.getElementById('said')?.replaceChildren(...parts);
}

/** Shows how far the work on a passphrase is; the browser stays alive in between. */
const progress = (share: number) => say(`${t('working')} ${Math.round(share * 100)} %`);

/** Nothing an officer does here may fail without a word, and no word tells what was inside. */
async function carefully(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch {
    say(t('unreadable'));
  }
}

async function make(): Promise<void> {
  const passphrase = valueOf('new-passphrase');
  if (typedPassphrase(passphrase).length < LEAST_PASSPHRASE) return say(t('too_short'));
  if (passphrase !== valueOf('again')) return say(t('not_alike'));
  const { publicKey, text } = await makeKey(passphrase, progress);
  say(
    part('h2', {}, t('made')),
    part('p', {}, t('made_keep')),
    output('made-key', 'vault-key.json', t('save'), text),
    part('p', {}, t('made_public')),
    part('p', { id: 'made-public', dir: 'ltr', class: 'code' }, publicKey),
  );
}

async function showBox(key: HolderKey, given: GivenFile): Promise<void> {
  const identity = await openBox(key, given);
  if (identity === undefined) return say(t('not_for_you'));
  if (identity === null) return say(part('p', { id: 'nobody' }, t('nobody')));
  const row = (label: string, id: string, value: string) => [
    part('dt', {}, label),
    part('dd', { id, dir: 'auto' }, value),
  ];
  say(
    part('h2', {}, t('somebody')),
    part(
      'dl',
      {},
      ...row(t('name'), 'name', identity.name),
      ...row(t('organisation'), 'organisation', identity.organisation),
      ...row(t('contact'), 'contact', identity.contact),
    ),
    part('p', {}, t('close_after')),
  );
}

async function showChallenge(key: HolderKey, given: GivenFile): Promise<void> {
  const asked = await openChallenge(key, given);
  if (!asked) return say(t('not_for_you'));
  say(
    part('h2', {}, t('you_approve')),
    part('p', { dir: 'auto', id: 'reason' }, asked.reason),
    part('p', { dir: 'ltr', class: 'code', id: 'record' }, asked.targetId),
    part('p', {}, t('code')),
    part('p', { dir: 'ltr', class: 'code', id: 'code' }, asked.code),
  );
}

async function wrapAll(key: HolderKey, given: GivenFile): Promise<void> {
  const root = valueOf('root').trim();
  if (root === '') return say(t('root_needed'));
  const done = await wrapForOthers(key, given, root, new Date().toISOString().slice(0, 10));
  say(
    part('h2', {}, t('wrapped')),
    part(
      'p',
      { id: 'counts' },
      `${t('opened')} ${done.opened} · ${t('failed')} ${done.failed} · ${t('refused')} ${done.refused}`,
    ),
    output('wraps', 'wraps-made.json', t('save'), done.text),
  );
}

async function use(): Promise<void> {
  const given = JSON.parse(await textOf('given-file', 'given')) as GivenFile;
  const key = await openKey(await textOf('key-file'), valueOf('passphrase'), progress);
  if (!key) return say(t('wrong_passphrase'));
  if (given.format === FORMATS.opening) return showBox(key, given);
  if (given.format === FORMATS.challenge) return showChallenge(key, given);
  if (given.format === FORMATS.task) return wrapAll(key, given);
  say(t('unreadable'));
}

function languages(): HTMLElement {
  const made = Object.entries(LANGUAGES).map(([tag, name]) => {
    const one = part('button', { type: 'button', lang: tag }, name);
    one.addEventListener('click', () => show(tag));
    return one;
  });
  return part('p', {}, ...made);
}

function show(lang: string): void {
  t = translator(lang, 'opener');
  document.documentElement.lang = lang;
  document.documentElement.dir = lang === 'ar' ? 'rtl' : 'ltr';
  document.title = t('title');
  document.body.replaceChildren(
    languages(),
    part('h1', {}, t('title')),
    part('p', {}, t('lead')),
    part('h2', {}, t('use_title')),
    field('key-file', t('key_file'), 'file'),
    field('passphrase', t('passphrase'), 'password'),
    field('given-file', t('given_file'), 'file'),
    field('given', t('given'), 'area'),
    field('root', t('root'), 'text'),
    button('use', t('use'), () => carefully(use)),
    part('div', { id: 'said', role: 'status' }),
    part('h2', {}, t('make_title')),
    part('p', {}, t('make_says')),
    field('new-passphrase', t('new_passphrase'), 'password'),
    field('again', t('again'), 'password'),
    button('make', t('make'), () => carefully(make)),
  );
}

show('en');
