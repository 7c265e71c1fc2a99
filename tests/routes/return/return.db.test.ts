import { createElement } from 'react';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { EntryView } from '~/routes/return/entry-view';
import type { VisitPage } from '~/routes/return/return-page';
import { action, loader } from '~/routes/return/return';
import { VisitPages } from '~/routes/return/visit-pages';
import { codeOf } from '~/participants/return-code.server';
import { issueFormToken } from '~/platform/crypto/form-token.server';
import { anAnswered, aScene, WORDS, type Answered, type Scene } from '../../participants/visit-scene';
import { moveRound } from '~/rounds/move-commands.server';
import { succeeded } from '../../support/rounds';
import { startTestRuntime, type TestRuntime } from '../../support/runtime';
import { html, textOf } from '../../ui/render';

let runtime: TestRuntime;
let scene: Scene;
let answered: Answered;

const TYPED = 'The patrol came to the well at dawn.';

beforeAll(async () => {
  runtime = await startTestRuntime();
  scene = await aScene();
});
beforeEach(async () => {
  runtime.clock.set('2026-03-02T09:00:00Z');
  const question = scene.round.questions.find(({ kind }) => kind === 'long_text')!;
  answered = await anAnswered(scene, { answers: { [question.id]: TYPED }, tolerance: 'organisation_type_only' });
});
afterAll(() => runtime.close());

const token = () => issueFormToken(runtime.keyring, { purpose: 'return', subject: '', now: runtime.now() });

async function post(fields: Record<string, string>): Promise<Response> {
  const request = new Request('http://localhost/en/return', {
    method: 'POST',
    body: new URLSearchParams({ token: token(), ...fields }),
  });
  return (await action({ request, params: { lang: 'en' }, context: {} }).catch(
    (thrown: unknown) => thrown,
  )) as Response;
}

async function visit(fields: Record<string, string>): Promise<{ status: number; page: VisitPage }> {
  const response = await post(fields);
  return { status: response.status, page: (await response.json()) as VisitPage };
}

const enter = async ({ code } = answered) => (await visit({ code })).page.ticket;
const show = (page: VisitPage, lang = 'en') => html(createElement(VisitPages, { ...page, token: token() }), lang);

async function entryShown(response: Response): Promise<string> {
  const refused = (await response.json()) as Parameters<typeof EntryView>[0]['refused'];
  return html(createElement(EntryView, { token: token(), refused }));
}

async function withdrawn(): Promise<string> {
  const gone = await anAnswered(scene);
  const ticket = await enter(gone);
  expect((await visit({ ticket, intent: 'withdraw', code: gone.code })).page.page.view).toBe('withdrawn');
  return gone.code;
}

describe('codes that lead nowhere', () => {
  it('are answered alike: page, status, length, and never sooner than the floor', async () => {
    const unknown = 'the code of nobody';
    const flipped = answered.code.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const neverIssued = codeOf(new Uint8Array(15).fill(9));
    const pages: string[] = [];
    for (const code of ['', unknown, flipped, neverIssued, await withdrawn()]) {
      const begun = performance.now();
      const response = await post({ code });
      expect(performance.now() - begun).toBeGreaterThanOrEqual(398);
      expect(response.status).toBe(422);
      const copy = await response.clone().text();
      pages.push(`${copy.length} ${copy}`, (await entryShown(response)).replace(/name="token" value="[^"]+"/, ''));
    }
    expect(new Set(pages).size).toBe(2);
  });

  it('have their like in an expired, a foreign and a missing ticket, which keep what was typed', async () => {
    const ticket = await enter();
    runtime.clock.set('2026-03-02T09:21:00Z');
    for (const bad of [ticket, `${ticket.slice(0, -2)}AA`, 'x', '']) {
      const response = await post({ ticket: bad, intent: 'say', kind: 'addition', text: 'Long words.' });
      expect(response.status).toBe(422);
      const page = await entryShown(response);
      expect(page).toContain('Long words.');
      expect(page).not.toContain(ticket);
    }
  });

  it('are never asked of the database where the tag is false', async () => {
    const asked = vi.spyOn(runtime.databases.sql.intake, 'query');
    await post({ code: 'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA' });
    expect(asked).not.toHaveBeenCalled();
    await post({ code: codeOf(new Uint8Array(15).fill(9)) });
    expect(asked).toHaveBeenCalledOnce();
    asked.mockRestore();
  });

  it('keep what was typed when a ticket ran out, through the code and into the form', async () => {
    const { page } = await visit({ code: answered.code, text: 'Long words.' });
    expect(show(page)).toContain('>Long words.</textarea>');
  });
});

describe('the form', () => {
  it('is all that GET shows', async () => {
    const request = new Request('http://localhost/en/return');
    expect(Object.keys(await loader({ request, params: { lang: 'en' }, context: {} }))).toEqual(['token']);
  });

  it('is refused without its token, before anything else', async () => {
    expect((await post({ code: answered.code, token: 'x' })).status).toBe(403);
    expect((await post({ ticket: await enter(), token: '', intent: 'status' })).status).toBe(403);
  });
});

describe('behind the code', () => {
  it('shows where it stands and what was understood, and neither code nor a word that was sent', async () => {
    const { status, page } = await visit({ code: answered.code });
    expect(status).toBe(200);
    const markup = show(page);
    expect(textOf(markup)).toContain(WORDS.understood);
    expect(textOf(markup)).toContain(WORDS.asked);
    expect(markup).not.toContain(TYPED);
    expect(JSON.stringify(page)).not.toContain(TYPED);
    expect(markup).not.toContain(answered.code);
    expect(markup).not.toContain(answered.id);
    expect(markup).not.toContain('<script');
    expect(markup).not.toContain(WORDS.answer);
  });

  it('shows the answer on a second press, with the change word by word', async () => {
    const ticket = await enter();
    const { page } = await visit({ ticket, intent: 'answer', item: answered.items[0]! });
    const markup = show(page);
    expect(markup).toContain(WORDS.answer);
    expect(markup).toMatch(/<del>.*any hour/s);
    expect(markup).toMatch(/<ins>.*dusk/s);
    expect(markup).not.toContain(TYPED);
  });

  it('shows the words again only to whoever chose so', async () => {
    const { page } = await visit({ ticket: await enter(), intent: 'words' });
    expect(show(page)).toContain(TYPED);
    const other = await anAnswered(scene, { wordsShown: false });
    expect((await post({ ticket: await enter(other), intent: 'words' })).status).toBe(404);
  });

  it('has nothing of another submission', async () => {
    const other = await anAnswered(scene);
    const ticket = await enter();
    const tries: Record<string, string>[] = [
      { intent: 'answer', item: other.items[0]! },
      { intent: 'dispute_form', understanding: other.understanding },
      { intent: 'dispute', understanding: other.understanding, text: 'Not mine.' },
      { intent: 'confirm', understanding: other.understanding },
    ];
    for (const fields of tries) expect((await post({ ticket, ...fields })).status, fields.intent).toBe(404);
  });

  it('takes a form once, and says so kindly the second time', async () => {
    const fields = { ticket: await enter(), token: token(), intent: 'say', kind: 'addition', text: 'More.' };
    expect((await visit(fields)).page.notice).toBe('said');
    const second = await visit(fields);
    expect([second.status, second.page.notice]).toEqual([200, 'already_done']);
    expect(show(second.page)).toContain('already');
  });

  it('lets the code open more in seven days, shows it, and takes it back', async () => {
    const ticket = await enter();
    const before = await visit({ ticket, intent: 'safety' });
    const offered = textOf(show(before.page));
    expect(offered).toContain('Allow more than before');
    // The code is asked for what it signs here: nobody shall believe that it withdraws.
    expect(offered).toContain('Type your code again to allow it');
    expect(offered).not.toContain('Type your code again to withdraw');
    const wish = { ticket, intent: 'loosen', wish: 'consent:share_with_donors' };
    const wrong = await visit({ ...wish, code: 'not a code' });
    expect([wrong.status, wrong.page.refusal]).toEqual([422, 'visit.code_differs']);
    const asked = await visit({ ...wish, code: answered.code });
    expect([asked.status, asked.page.notice]).toEqual([200, 'loosening_waits']);
    const shown = show(asked.page);
    expect(textOf(shown)).toContain('Sharing it with other donors: from');
    expect(shown).not.toContain(answered.code);
    const loosening = /name="loosening" value="([0-9a-f-]{36})"/.exec(shown)![1]!;
    const taken = await visit({ ticket, intent: 'cancel_loosening', loosening });
    expect(taken.page.notice).toBe('loosening_cancelled');
    expect(textOf(show(taken.page))).not.toContain('Sharing it with other donors: from');
    const bad = await visit({ ticket, intent: 'loosen', wish: 'attribute', code: answered.code });
    expect([bad.status, bad.page.page.view]).toEqual([422, 'safety']);
  });

  it('takes a complaint about staff, and says who sees it', async () => {
    const ticket = await enter();
    const sent = await visit({ ticket, intent: 'flag', kind: 'staff_conduct', level: 'moderate' });
    expect([sent.status, sent.page.notice]).toEqual([200, 'complained']);
    const text = textOf(show(sent.page));
    expect(text).toContain('Only protection officers see it');
    expect(text).toContain('the protection officers have not looked at it yet');
  });

  it('gives a refused form back with what was typed, on its own page', async () => {
    const ticket = await enter();
    const long = 'x'.repeat(5001);
    const { status, page } = await visit({ ticket, intent: 'say', kind: 'addition', text: long });
    expect([status, page.page.view]).toEqual([422, 'status']);
    expect(show(page)).toContain(long);
    const dispute = await visit({ ticket, intent: 'dispute', understanding: answered.understanding, text: ' ' });
    expect([dispute.status, dispute.page.page.view]).toEqual([422, 'dispute']);
    const looser = await visit({ ticket, intent: 'tighten', tolerance: 'organisation_public' });
    expect([looser.status, looser.page.refusal]).toEqual([422, 'visit.only_stricter']);
    expect(show(looser.page)).toContain('less');
  });

  it('withdraws only with the code typed again, and the ticket then still shows that it is done', async () => {
    const ticket = await enter();
    const wrong = await visit({ ticket, intent: 'withdraw', code: 'wrong' });
    expect([wrong.status, wrong.page.page.view]).toEqual([422, 'withdrawal']);
    expect((await visit({ ticket, intent: 'withdraw', code: answered.code })).page.page.view).toBe('withdrawn');
    expect((await visit({ ticket, intent: 'withdraw', code: answered.code })).page.page.view).toBe('withdrawn');
    expect((await visit({ ticket, intent: 'status' })).page.page.view).toBe('withdrawn');
    runtime.clock.set('2026-03-02T09:20:00Z');
    expect((await post({ ticket, intent: 'status' })).status).toBe(422);
  });
});

describe('what was agreed to', () => {
  it('stands beside each use, in the words and the language it was shown in', async () => {
    const { page } = await visit({ ticket: await enter(), intent: 'safety' });
    if (page.page.view !== 'safety') throw new Error('not the page of safety');
    const { quote } = page.page.agreed;
    expect(quote).toMatchObject({ edition: '1', language: 'en', label: 'Quote a sentence of mine' });
    // Read in Arabic, it is still what was read in English.
    expect(show(page, 'ar')).toContain(quote!.says);
    expect(show(page, 'ar')).toContain('lang="en"');
  });
});

describe('every page behind the code', () => {
  it('reads in every language, before the withdrawal and after', async () => {
    const ticket = await enter();
    const item = answered.items[0]!;
    const steps: Record<string, string>[] = [
      { intent: 'status' },
      { intent: 'safety' },
      { intent: 'answer', item },
      { intent: 'words' },
      { intent: 'dispute_form', understanding: answered.understanding },
      { intent: 'flag', kind: 'surveillance', level: 'low' },
      { intent: 'tighten', tolerance: 'none' },
      { intent: 'take_back', use: 'quote' },
      { intent: 'confirm', understanding: answered.understanding },
      { intent: 'dispute', item, text: 'Not so.' },
      { intent: 'withdrawal' },
      { intent: 'withdraw', code: 'wrong' },
      { intent: 'withdraw', code: answered.code },
    ];
    for (const step of steps) {
      const { page } = await visit({ ticket, ...step });
      for (const lang of ['en', 'fr', 'ar', 'ar-xb']) expect(show(page, lang).length, step.intent).toBeGreaterThan(200);
    }
  });
});

describe('after the round', () => {
  const told = { intent: 'check_in', answer: 'to_others', level: 'high', text: TYPED } as const;

  it('asks whether anything happened, once the round is closed and not before', async () => {
    const ticket = await enter();
    expect(show((await visit({ ticket, intent: 'status' })).page)).not.toContain('value="check_in_form"');
    expect((await post({ ticket, intent: 'check_in_form' })).status).toBe(404);
    const closing = await aScene();
    const other = await anAnswered(closing);
    succeeded(await moveRound(closing.round.chief, closing.round.id, 'close', { unmet: [] }));
    const opened = await visit({ code: other.code });
    expect(show(opened.page)).toContain('value="check_in_form"');
    const asked = await visit({ ticket: opened.page.ticket, intent: 'check_in_form' });
    for (const lang of ['en', 'fr', 'ar']) expect(show(asked.page, lang).match(/<h1>/g)).toHaveLength(1);
    const sent = await visit({ ticket: opened.page.ticket, ...told });
    expect([sent.status, sent.page.notice]).toEqual([200, 'reprisal_reported']);
    const shown = show(sent.page);
    expect(textOf(shown)).toContain('Nobody has looked at it yet');
    expect(shown).toContain('value="allow_advocacy"');
    // Nothing that was typed comes back, and who was harmed is not offered to say that nothing happened.
    expect(shown).not.toContain(TYPED);
    expect(shown).not.toContain('value="nothing"');
  });

  it('keeps what was typed where the form is refused, and opens the fold of a wrong code', async () => {
    const closing = await aScene();
    const other = await anAnswered(closing);
    succeeded(await moveRound(closing.round.chief, closing.round.id, 'close', { unmet: [] }));
    const ticket = await enter(other);
    const refused = await visit({ ticket, intent: 'check_in', text: TYPED });
    expect([refused.status, refused.page.page.view]).toEqual([422, 'check_in']);
    expect(show(refused.page)).toContain(TYPED);
    await visit({ ticket, ...told });
    const wrong = await visit({ ticket, intent: 'allow_advocacy', code: answered.code });
    expect([wrong.status, wrong.page.refusal]).toEqual([422, 'visit.code_differs']);
  });
});
