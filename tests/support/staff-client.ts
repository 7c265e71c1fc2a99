import { setTimeout as pause } from 'node:timers/promises';
import { TOTP } from 'otpauth';
import { ask, post, type Fields, type Reply } from './http-site';
import { formTo } from './participant-client';

/** How somebody signs in, as the demo writes it down. */
export interface SignIn {
  email: string;
  password: string;
  totpSecret: string;
}

const PATH = '/en/sign-in';
const STEP_MS = 30_000;

/** A code serves once: the present step's, else the next one's, which is taken early; else it waits for a later step. */
async function* codes(totpSecret: string): AsyncGenerator<string> {
  const totp = new TOTP({ secret: totpSecret });
  yield totp.generate();
  for (;;) {
    yield totp.generate({ timestamp: Date.now() + STEP_MS });
    await pause(STEP_MS - (Date.now() % STEP_MS) + 200);
  }
}

/** Both steps of signing in; gives the cookie and where one is sent. */
export async function signIn(
  origin: string,
  { email, password, totpSecret }: SignIn,
  query = '',
  more: Fields = {},
): Promise<{ cookie: string; location: string }> {
  const first = formTo(await ask(origin, PATH + query), PATH).fields;
  let page = await post(origin, PATH, { ...first, email, password });
  if (page.status !== 200) throw new Error(`the password was answered with ${page.status}`);
  for await (const code of codes(totpSecret)) {
    page = await post(origin, PATH, { ...formTo(page, PATH).fields, ...more, code });
    const [cookie] = [page.headers['set-cookie'] ?? []].flat();
    if (page.status === 303 && cookie) {
      return { cookie: cookie.split(';')[0]!, location: String(page.headers.location) };
    }
    if (page.status !== 422) break;
  }
  throw new Error(`the code was answered with ${page.status}`);
}

/** The hidden token of a page's first form that has one. */
export async function tokenOn(origin: string, path: string, headers: Record<string, string> = {}): Promise<string> {
  const page = await ask(origin, path, { headers });
  const token = /name="token" value="([^"]+)"/.exec(page.body)?.[1];
  if (!token) throw new Error(`no token on ${path}, which answered ${page.status}`);
  return token;
}

/** Somebody at the desk: asks and sends with a session's cookie, as a browser without scripts. */
export class StaffClient {
  constructor(
    readonly origin: string,
    readonly cookie: string,
  ) {}

  on(origin: string): StaffClient {
    return new StaffClient(origin, this.cookie);
  }

  get(path: string): Promise<Reply> {
    return ask(this.origin, path, { headers: { Cookie: this.cookie } });
  }

  post(path: string, fields: Fields, headers: Record<string, string> = {}): Promise<Reply> {
    return post(this.origin, path, fields, { Cookie: this.cookie, ...headers });
  }

  /** A true token of this session, from the sign-out form that every page bears. */
  token(): Promise<string> {
    return tokenOn(this.origin, '/en/desk/account', { Cookie: this.cookie });
  }

  async isSignedIn(): Promise<boolean> {
    return (await this.get('/en/desk/account')).status === 200;
  }
}
