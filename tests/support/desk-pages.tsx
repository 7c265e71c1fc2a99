import { renderToStaticMarkup } from 'react-dom/server';
import type { ComponentType } from 'react';
import type { ActionFunction, LoaderFunction } from 'react-router-dom';
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router-dom/server';
import { cookieFor, beginSession } from '~/auth/session.server';
import type { Staff } from '~/auth/staff.server';
import { LanguageProvider } from '~/i18n/I18n';
import { textsOf } from '~/i18n/instances.server';
import { runtime } from '~/platform/runtime.server';
import * as decision from '~/routes/desk/decision';
import * as decisionNew from '~/routes/desk/decision-new';
import * as demand from '~/routes/desk/demand';
import * as demands from '~/routes/desk/demands';
import * as item from '~/routes/desk/item';
import * as passages from '~/routes/desk/item-passages';
import * as items from '~/routes/desk/items';
import * as myDay from '~/routes/desk/my-day';
import * as point from '~/routes/desk/point';
import * as program from '~/routes/desk/program';
import * as reprisal from '~/routes/desk/reprisal';
import * as reprisals from '~/routes/desk/reprisals';
import * as round from '~/routes/desk/round';
import * as roundNew from '~/routes/desk/round-new';
import * as invitations from '~/routes/desk/round-invitations';
import * as preview from '~/routes/desk/round-preview';
import * as questions from '~/routes/desk/round-questions';
import * as recordings from '~/routes/desk/round-recordings';
import * as risk from '~/routes/desk/round-risk';
import * as script from '~/routes/desk/round-script';
import * as texts from '~/routes/desk/round-texts';
import * as themes from '~/routes/desk/round-themes';
import * as safety from '~/routes/desk/safety';
import * as flag from '~/routes/desk/safety-flag';
import * as search from '~/routes/desk/search';
import { query } from './database';
import { textOf } from '../ui/render';

export interface DeskPage {
  status: number;
  location: string | null;
  html: string;
  text: string;
  /** The token of the page's forms. */
  token: string;
}

interface PageModule {
  loader: unknown;
  action?: unknown;
  default: ComponentType;
}

const route = (path: string, page: PageModule) => ({
  id: `desk${path}`,
  path: `/:lang/desk${path}`,
  loader: page.loader as LoaderFunction,
  ...(page.action ? { action: page.action as ActionFunction } : {}),
  Component: page.default,
});

const site = createStaticHandler([
  route('', myDay),
  route('/items', items),
  route('/items/:id', item),
  route('/items/:id/passages', passages),
  route('/points/:id', point),
  route('/demands', demands),
  route('/reprisals', reprisals),
  route('/reprisals/:id', reprisal),
  route('/demands/:id', demand),
  route('/decisions/new', decisionNew),
  route('/decisions/:id', decision),
  route('/programs/:slug', program),
  route('/safety', safety),
  route('/safety/:id', flag),
  route('/search', search),
  route('/rounds/new', roundNew),
  route('/rounds/:slug', round),
  route('/rounds/:slug/questions', questions),
  route('/rounds/:slug/texts/:language', texts),
  route('/rounds/:slug/preview/:language', preview),
  route('/rounds/:slug/recordings', recordings),
  route('/rounds/:slug/risk', risk),
  route('/rounds/:slug/script/:language', script),
  route('/rounds/:slug/invitations', invitations),
  route('/rounds/:slug/themes', themes),
]);

/** Somebody signed in: asks for desk pages as a browser without scripts does. */
export interface Browser {
  get(path: string): Promise<DeskPage>;
  /** Sends a form of the page at this address, with its token unless another is given. */
  post(path: string, fields: Record<string, string | string[]>): Promise<DeskPage>;
  /** The same as a form that carries a file. */
  upload(path: string, fields: Record<string, string>, file: File): Promise<DeskPage>;
}

export async function signedIn(staff: Staff, databaseUrl: string): Promise<Browser> {
  await query(
    databaseUrl,
    `set session_replication_role = replica; update app.account set state = 'active', password_hash = 'x', totp_sealed = 'x' where id = '${staff.accountId}'`,
  );
  const { id } = await beginSession(staff.accountId, staff.missionId);
  const headers = { Cookie: `${cookieFor(runtime().config.origin).name}=${id}` };
  const ask = (path: string, body?: URLSearchParams | FormData) =>
    load(new Request(`http://localhost${path}`, { headers, ...(body && { method: 'POST', body }) }));
  return {
    get: (path) => ask(path),
    async post(path, fields) {
      const { token } = await ask(path);
      const body = new URLSearchParams({ token });
      for (const [name, value] of Object.entries(fields)) {
        body.delete(name);
        for (const one of [value].flat()) body.append(name, one);
      }
      return ask(path, body);
    },
    async upload(path, fields, file) {
      const { token } = await ask(path);
      const body = new FormData();
      for (const [name, value] of Object.entries({ token, ...fields })) body.append(name, value);
      body.append('file', file);
      return ask(path, body);
    },
  };
}

async function load(request: Request): Promise<DeskPage> {
  const context = await site.query(request);
  if (context instanceof Response) return pageOf(context.status, context.headers.get('Location'), '');
  const error = Object.values(context.errors ?? {})[0] as { status?: number } | undefined;
  if (error?.status) return pageOf(error.status, null, '');
  if (error) throw error as Error;
  const lang = new URL(request.url).pathname.split('/')[1] ?? '';
  const html = renderToStaticMarkup(
    <LanguageProvider lang={lang} instance={textsOf(lang)}>
      <StaticRouterProvider router={createStaticRouter(site.dataRoutes, context)} context={context} hydrate={false} />
    </LanguageProvider>,
  );
  return pageOf(context.statusCode, null, html);
}

function pageOf(status: number, location: string | null, html: string): DeskPage {
  const token = /name="token" value="([^"]*)"/.exec(html)?.[1] ?? '';
  return { status, location, html, text: textOf(html.replaceAll('<', ' <')).replace(/\s+/g, ' '), token };
}
