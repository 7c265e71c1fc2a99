import { renderToStaticMarkup } from 'react-dom/server';
import type { ActionFunction, LoaderFunction } from 'react-router-dom';
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router-dom/server';
import { LanguageProvider } from '~/i18n/I18n';
import { textsOf } from '~/i18n/instances.server';
import Respond, { action, loader } from '~/routes/respond/respond';
import { textOf } from '../../ui/render';

export interface Page {
  status: number;
  headers: Headers;
  html: string;
  /** What a reader sees or hears. */
  text: string;
  /** What a browser would send of the page's form, as filled in, without any button. */
  fields: URLSearchParams;
}

const site = createStaticHandler([
  {
    id: 'respond',
    path: '/:lang/rounds/:slug/respond',
    // The framework hands one context along to action and loader of a request.
    loader: loader as unknown as LoaderFunction,
    action: action as unknown as ActionFunction,
    Component: Respond,
  },
]);

/** Asks for a respond page as a browser without scripts does: with fields by POST, without by GET. */
export async function ask(path: string, fields?: URLSearchParams): Promise<Page> {
  const post = fields && { method: 'POST', body: new URLSearchParams(fields) };
  const context = await site.query(new Request(`http://localhost${path}`, post), { requestContext: {} });
  if (context instanceof Response) return pageOf(context.status, context.headers, '');
  const error = context.errors?.respond as { status?: number } | undefined;
  if (error) return pageOf(error.status ?? 500, new Headers(), '');
  const lang = path.split('/')[1] ?? '';
  const html = renderToStaticMarkup(
    <LanguageProvider lang={lang} instance={textsOf(lang)}>
      <StaticRouterProvider router={createStaticRouter(site.dataRoutes, context)} context={context} hydrate={false} />
    </LanguageProvider>,
  );
  const headers = context.actionHeaders.respond ?? context.loaderHeaders.respond ?? new Headers();
  return pageOf(context.statusCode, headers, html);
}

function pageOf(status: number, headers: Headers, html: string): Page {
  return {
    status,
    headers,
    html,
    text: textOf(html.replaceAll('<', ' <')).replace(/\s+/g, ' '),
    fields: fieldsIn(html),
  };
}

/** Presses a button of a page, with what was typed into it; in another language by that button's address. */
export function press(path: string, page: Page, step: string | null, typed: Record<string, string | string[]> = {}) {
  const fields = new URLSearchParams(page.fields);
  for (const [name, values] of Object.entries(typed)) {
    fields.delete(name);
    for (const value of [values].flat()) fields.append(name, value);
  }
  if (step !== null) fields.append('step', step);
  return ask(path, fields);
}

function attribute(tag: string, name: string): string | null {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return found ? textOf(found[1]!) : null;
}

function fieldsIn(html: string): URLSearchParams {
  const fields = new URLSearchParams();
  const [form = ''] = /<form[\s\S]*<\/form>/.exec(html) ?? [];
  for (const [tag, kind, inside] of form.matchAll(
    /<(input|textarea|select)\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:textarea|select)>|>)/g,
  )) {
    const [open = ''] = /^<[^>]*>/.exec(tag) ?? [];
    const name = attribute(open, 'name');
    if (name === null) continue;
    if (kind === 'textarea')
      fields.append(
        name,
        textOf(inside ?? '')
          .replace(/^\n/, '')
          .replace(/\r?\n/g, '\r\n'),
      );
    else if (kind === 'select') fields.append(name, chosenIn(inside ?? ''));
    else if (isSent(open)) fields.append(name, (attribute(open, 'value') ?? '').replace(/\r?\n/g, '\r\n'));
  }
  return fields;
}

function isSent(input: string): boolean {
  const type = attribute(input, 'type') ?? 'text';
  return type === 'radio' || type === 'checkbox' ? / checked=""/.test(input) : true;
}

function chosenIn(options: string): string {
  const [first = ''] = /<option[^>]*>/.exec(options) ?? [];
  const [chosen = first] = /<option[^>]* selected=""[^>]*>/.exec(options) ?? [];
  return attribute(chosen, 'value') ?? '';
}

/** The code on a receipt: in the one `<output>` of the page. */
export function codeOn({ html }: Page): string | null {
  const outputs = [...html.matchAll(/<output[^>]*>([^<]*)<\/output>/g)];
  if (outputs.length > 1) throw new Error('more than one output');
  return outputs[0]?.[1] ?? null;
}
