import { request, type Agent } from 'node:http';

export interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export interface Ask {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** Keeps connections between requests; without one each request has its own. */
  agent?: Agent;
}

/** One request over a socket of the loopback, exactly as told: no header is added but Host and Connection. */
export function ask(
  origin: string,
  path: string,
  { method = 'GET', headers = {}, body, agent }: Ask = {},
): Promise<Reply> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: hostname === 'localhost' ? '127.0.0.1' : hostname,
        port,
        path,
        method,
        headers: { Host: `localhost:${port}`, ...headers },
        agent: agent ?? false,
      },
      (incoming) => {
        const parts: Buffer[] = [];
        incoming.on('data', (part: Buffer) => parts.push(part));
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: Buffer.concat(parts).toString('utf8'),
          }),
        );
        incoming.on('error', reject);
      },
    );
    outgoing.setTimeout(60_000, () => outgoing.destroy(new Error('no reply in a minute')));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

export type Fields = Record<string, string | readonly string[]>;

export function encoded(fields: Fields): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) search.append(name, one as string);
  return search.toString();
}

/** A form post as a browser sends it from a page of the site. */
export function post(
  origin: string,
  path: string,
  fields: Fields,
  headers: Record<string, string> = {},
): Promise<Reply> {
  return ask(origin, path, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': String(Buffer.byteLength(encoded(fields))),
      Origin: origin,
      'Sec-Fetch-Site': 'same-origin',
      ...headers,
    },
    body: encoded(fields),
  });
}

const unescaped = (text: string): string =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#x27;|&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : unescaped(found);
};

export interface Form {
  action: string | undefined;
  html: string;
  /** What a browser would send without anything being changed: hidden, checked, typed. */
  fields: Record<string, string[]>;
}

function fieldsOf(html: string): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  const add = (name: string | undefined, value: string): void => {
    if (name) (fields[name] ??= []).push(value);
  };
  for (const [tag] of html.matchAll(/<input\b[^>]*>/g)) {
    const type = attribute(tag, 'type') ?? 'text';
    if (type === 'submit' || ((type === 'radio' || type === 'checkbox') && !/\schecked/.test(tag))) continue;
    add(attribute(tag, 'name'), attribute(tag, 'value') ?? (type === 'checkbox' ? 'on' : ''));
  }
  for (const [, tag = '', text = ''] of html.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)) {
    add(attribute(` ${tag}`, 'name'), unescaped(text.replace(/^\n/, '')));
  }
  for (const [, tag = '', options = ''] of html.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const all = [...options.matchAll(/<option\b[^>]*>/g)].map(([option]) => option);
    const chosen = all.find((option) => /\sselected/.test(option)) ?? all[0];
    if (chosen) add(attribute(` ${tag}`, 'name'), attribute(chosen, 'value') ?? '');
  }
  return fields;
}

/** The forms of a page, in their order. */
export function formsOf(html: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, tag = '', inside = '']) => ({
    action: attribute(` ${tag}`, 'action'),
    html: inside,
    fields: fieldsOf(inside),
  }));
}

/** The code of a receipt, or null. */
export function codeIn(html: string): string | null {
  return /<output[^>]*>([0-9A-Z-]{34})<\/output>/.exec(html)?.[1] ?? null;
}
