import { TOTP } from 'otpauth';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { inject } from 'vitest';
import { DESK, openBrowser } from './browser';
import { fillIn, goTo, send } from './journey-forms';
import { accountOf, asOneOf, type SiteSignIn } from './site-staff';

/** The people of a story, each with a browser window of their own that stays open to its end. */
export class People {
  private readonly pages = new Map<string, Page>();

  private constructor(
    private readonly browser: Browser,
    private readonly options: BrowserContextOptions,
  ) {}

  /** Windows without scripts, unless told otherwise. */
  static async come(options: BrowserContextOptions = {}): Promise<People> {
    return new People(await openBrowser(), { javaScriptEnabled: false, ...options });
  }

  async window(options: BrowserContextOptions = DESK): Promise<BrowserContext> {
    const context = await this.browser.newContext({ baseURL: inject('origin'), ...this.options, ...options });
    context.setDefaultTimeout(20_000);
    return context;
  }

  /** Somebody of the demo's mission at their desk, signed in. */
  async at(role: string, options?: BrowserContextOptions): Promise<Page> {
    return this.desk(accountOf(role, role === 'installation_admin' ? undefined : 'kanem-sahara'), options);
  }

  async desk(account: SiteSignIn, options?: BrowserContextOptions): Promise<Page> {
    const known = this.pages.get(account.email);
    if (known) return known;
    const context = await this.window(options);
    const [name = '', value = ''] = (await asOneOf(account)).cookie.split(/=(.*)/s);
    const secure = name.startsWith('__Host-');
    await context.addCookies([{ name, value, url: inject('origin').replace(/^http:/, secure ? 'https:' : 'http:'), secure }]); // prettier-ignore
    const page = await context.newPage();
    this.pages.set(account.email, page);
    return page;
  }

  async leave(): Promise<void> {
    await this.browser.close();
  }
}

/** Signs in by the forms, as a person does; takes the next code where the present one has served already. */
export async function signInByHand(page: Page, account: SiteSignIn): Promise<void> {
  const totp = new TOTP({ secret: account.totpSecret });
  await goTo(page, '/en/sign-in');
  await fillIn(page, { email: account.email, password: account.password });
  await send(page, page.locator('main form'));
  for (const ahead of [0, 30_000]) {
    if (!page.url().includes('/sign-in')) return;
    await fillIn(page, { code: totp.generate({ timestamp: Date.now() + ahead }) });
    await send(page, page.locator('main form'));
  }
}

/** Who speaks second: the other holder of a role. */
export function otherAccountOf(role: string): SiteSignIn {
  const first = accountOf(role, 'kanem-sahara');
  const other = inject('signIns').find((one) => one.role === role && one.mission === first.mission && one !== first);
  if (!other) throw new Error(`the demo has one ${role} only`);
  return other;
}
