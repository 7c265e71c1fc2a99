import { existsSync, readdirSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import express, { type RequestHandler } from 'express';

const compressed = promisify(brotliCompress);

const COMPRESSIBLE = new Set(['.css', '.html', '.js', '.json', '.map', '.mjs', '.svg', '.txt', '.xml']);
const SMALLEST_BYTES = 512;

const FILES = {
  cacheControl: false,
  dotfiles: 'ignore',
  etag: false,
  index: false,
  lastModified: false,
  redirect: false,
} as const;

/**
 * Serves the build's hashed files from `dir`, to be mounted at `/assets`: the ready-made `.br` beside a file if there is
 * one and the reader accepts it. What is not there falls through. The files present at start are the files served.
 */
export function assets(dir: string): RequestHandler {
  const ready = new Set(existsSync(dir) ? readdirSync(dir, { recursive: true }).map((name) => `/${String(name)}`) : []);
  const serve = express.static(dir, {
    ...FILES,
    setHeaders: (res, file) => {
      if (file.endsWith('.br')) res.type(extname(file.slice(0, -'.br'.length)));
    },
  });
  return (req, res, next) => {
    if (req.path.endsWith('.br')) return next();
    const small = `${req.path}.br`;
    if (!ready.has(small)) return serve(req, res, next);
    res.vary('Accept-Encoding');
    if (req.acceptsEncodings('br') !== 'br') return serve(req, res, next);
    const { url } = req;
    req.url = small;
    res.setHeader('Content-Encoding', 'br');
    serve(req, res, (error?: unknown) => {
      req.url = url;
      res.removeHeader('Content-Encoding');
      next(error);
    });
  };
}

/** Serves `public/` (icons and the like) from `dir`, without directory pages or redirects. */
export function publicFiles(dir: string): RequestHandler {
  return express.static(dir, FILES);
}

/**
 * Puts a brotli copy (quality 11) beside every text file of `dir` that gets smaller by it; part of the build. Copies that
 * are there stay: the names carry a hash of the content. Returns the names of what it wrote.
 */
export async function precompress(dir: string): Promise<string[]> {
  const names = (await readdir(dir, { recursive: true })).sort();
  const written: string[] = [];
  for (const name of names) {
    const file = join(dir, name);
    if (!COMPRESSIBLE.has(extname(name)) || existsSync(`${file}.br`) || !(await stat(file)).isFile()) continue;
    const content = await readFile(file);
    if (content.length < SMALLEST_BYTES) continue;
    const small = await compressed(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    if (small.length >= content.length) continue;
    await writeFile(`${file}.br`, small);
    written.push(`${name}.br`);
  }
  return written;
}
