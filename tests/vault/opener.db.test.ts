import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildOpener } from '~/build-opener';
import { handlesFor, senderOf } from '~/participants/vault-handle.server';
import { makeKeyFile, openKeyFile } from '~/vault/key-file.server';
import { enrolKey } from '~/vault/officer-key-commands.server';
import { approveOpening, requestOpening } from '~/vault/opening-commands.server';
import { deliverOpening } from '~/vault/opening-delivery.server';
import { hashOf } from '~/vault/opener-file.server';
import { openingView } from '~/vault/opening-view.server';
import { rewrapTask, takeWraps } from '~/vault/rewrap-commands.server';
import { openBrowser } from '../support/browser';
import { aMission, someone } from '../support/people';
import { anOpenRound, succeeded, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';
import { anOfficer, aSignedKey, ROOT, WITH_ROOT } from '../support/vault';

const PASSPHRASE = 'seven goats on a hill';
const AMINA = { name: 'أمينة', organisation: 'Women of the market', contact: 'by the baker <b>at noon</b>' };
const folder = mkdtempSync(join(tmpdir(), 'answerable-opener-'));
const file = (name: string) => join(folder, name);

let program: TestRuntime;
let mission: { id: string };
let round: OpenRound;
let browser: Browser;
let page: Page;
/** Everything that the page asked for, its own file among it. */
const requests: string[] = [];

/** An officer whose key file lies on disk, as the command makes it. */
async function withKeyFile(name: string) {
  const staff = await someone(mission, 'protection_officer');
  const { publicKey, text } = await makeKeyFile(PASSPHRASE);
  writeFileSync(file(name), text);
  const { certificate } = aSignedKey({ key: publicKey, label: name.split('.')[0]! });
  return { staff, keyId: succeeded(await enrolKey(staff, certificate)).id, keyFile: file(name) };
}
type OnDisk = Awaited<ReturnType<typeof withKeyFile>>;
let one: OnDisk;
let other: OnDisk;

beforeAll(async () => {
  program = await startTestRuntime('2026-03-02T09:00:00Z', WITH_ROOT);
  mission = await aMission();
  [one, other] = [await withKeyFile('one.json'), await withKeyFile('other.json')];
  succeeded(await enrolKey(one.staff, aSignedKey({ kind: 'recovery', label: 'recovery' }).certificate));
  round = await anOpenRound(mission);
  await buildOpener(file('opener.html'));
  browser = await openBrowser();
  const context = await browser.newContext();
  page = await context.newPage();
  page.on('request', (request) => requests.push(request.url()));
});
afterAll(async () => {
  await browser.close();
  await program.close();
  rmSync(folder, { recursive: true, force: true });
});

async function use(key: OnDisk, given: string, passphrase = PASSPHRASE, root = '') {
  await page.goto(pathToFileURL(file('opener.html')).href);
  await page.setInputFiles('#key-file', key.keyFile);
  await page.fill('#passphrase', passphrase);
  await page.fill('#given', given);
  await page.fill('#root', root);
  await page.click('#use');
}

async function aDelivery(wish: Parameters<typeof aSubmission>[1]): Promise<string> {
  const { items } = await aSubmission(round, wish);
  const target = (await senderOf(one.staff, items[0]!))!;
  const { id } = succeeded(await requestOpening(one.staff, target, 'Men came to her door.'));
  const { challenge, seen } = (await openingView(other.staff, id))!;
  await use(other, challenge!);
  expect(await page.textContent('#reason')).toBe('Men came to her door.');
  expect(await page.textContent('#record')).toBe(target.targetId);
  const code = (await page.textContent('#code'))!;
  succeeded(await approveOpening(other.staff, id, { seen, code }));
  return succeeded(await deliverOpening(one.staff, id, handlesFor(one.staff)));
}

describe('the opener, in a real browser, from disk', () => {
  it('approves by the second officer’s key and opens by the first one’s', async () => {
    const given = await aDelivery({ identity: AMINA });
    await use(one, given);
    expect(await page.textContent('#name')).toBe(AMINA.name);
    expect(await page.textContent('#contact')).toBe(AMINA.contact);
    await use(other, given);
    await page.waitForFunction(() => document.getElementById('said')?.textContent?.includes('not made for your key'));
    await use(one, given, 'seven goats on a hilL');
    await page.waitForFunction(() => document.getElementById('said')?.textContent?.includes('does not open'));
    await use(one, given.replace(/"epoch": 1/, '"epoch": 2'));
    await page.waitForFunction(() => document.getElementById('said')?.textContent?.includes('not made for your key'));
  });

  it('shows nobody where no name was given', async () => {
    await use(one, await aDelivery({}));
    expect(await page.textContent('#nobody')).toContain('no name was given');
  });

  it('makes a key that the command opens', async () => {
    await page.goto(pathToFileURL(file('opener.html')).href);
    await page.click('[lang=ar]');
    expect(await page.getAttribute('html', 'dir')).toBe('rtl');
    await page.fill('#new-passphrase', PASSPHRASE);
    await page.fill('#again', PASSPHRASE);
    await page.click('#make');
    const publicKey = await page.textContent('#made-public');
    const text = await page.inputValue('#made-key');
    expect((await openKeyFile(text, PASSPHRASE))?.publicKey).toBe(publicKey);
  });

  it('wraps old keys for a new officer, whose key the root signed', async () => {
    const third = await anOfficer(mission);
    const task = JSON.stringify(succeeded(await rewrapTask(mission.id, one.keyId)));
    await use(one, task, PASSPHRASE, ROOT.publicKey);
    expect(await page.textContent('#counts')).toBe('opened: 1 · not opened: 0 · not signed by the root: 0');
    const actor = { role: 'protection_officer', accountId: one.staff.accountId, missionId: mission.id };
    expect(succeeded(await takeWraps(actor, await page.inputValue('#wraps')))).toEqual({ taken: 1 });
    expect(succeeded(await rewrapTask(mission.id, third.keyId)).keys).toHaveLength(1);
  });

  it('asks for nothing but itself, and its policy lets it ask for nothing', async () => {
    expect(requests.every((url) => url.startsWith('file://'))).toBe(true);
    await page.goto(pathToFileURL(file('opener.html')).href);
    const reached = await page.evaluate(() =>
      fetch('https://example.org/').then(
        () => true,
        () => false,
      ),
    );
    expect(reached).toBe(false);
    const html = readFileSync(file('opener.html'), 'utf8');
    expect(html).toContain("default-src 'none'; script-src 'sha256-");
    expect(html).not.toMatch(/unsafe|https?:\/\/(?!www\.w3\.org)[a-z]+\.[a-z]+\/[^"' ]*\.js/);
  });

  it('is the same bytes each time it is built', async () => {
    expect(await buildOpener(file('again.html'))).toBe(hashOf(readFileSync(file('opener.html'))));
  });
});
