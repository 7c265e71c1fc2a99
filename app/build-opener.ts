import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { hashOf, openerPath } from '~/vault/opener-file.server';

const SOURCE = join(import.meta.dirname, 'vault/opener/opener.ts');

const STYLE = `:root{font:1.05rem/1.5 system-ui,sans-serif;color-scheme:light dark}
body{max-inline-size:42rem;margin-inline:auto;padding:1rem}
label{display:block;font-weight:600}input,textarea{inline-size:100%;box-sizing:border-box;font:inherit}
button{font:inherit;padding:.4rem 1rem}.code{font-family:monospace;overflow-wrap:anywhere;user-select:all}
dt{font-weight:600}#said{border-inline-start:.3rem solid;padding-inline-start:1rem;margin-block:1rem}`;

function texts(): Record<string, unknown> {
  const read = (tag: string) => JSON.parse(readFileSync(join('locales', tag, 'opener.json'), 'utf8')) as unknown;
  return Object.fromEntries(readdirSync('locales').map((tag) => [tag, read(tag)]));
}

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { OPENER_TEXTS: JSON.stringify(texts()) },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: SOURCE, formats: ['iife'], name: 'opener' },
    },
  });
  const [result] = [built].flat();
  if (!result || !('output' in result)) throw new Error('the opener was not built');
  // Inside an element no text may end it.
  return result.output[0].code.replace(/<\/(?=script)/gi, '<\\/').trim();
}

const quoted = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

function page(script: string): string {
  const policy = [
    "default-src 'none'",
    `script-src ${quoted(script)}`,
    `style-src ${quoted(STYLE)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="referrer" content="no-referrer">',
    '<meta name="viewport" content="width=device-width">',
    '<title>Opener</title>',
    `<style>${STYLE}</style>`,
    '<body>',
    `<script>${script}</script>`,
    '',
  ].join('\n');
}

/**
 * Builds the opener: one file that runs from disk and can reach no network, by its own policy. The same sources give the
 * same bytes, so that anybody can check the hash that the root signed. Gives the hash.
 */
export async function buildOpener(path = openerPath()): Promise<string> {
  const html = page(await bundle());
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, html);
  return hashOf(Buffer.from(html));
}
