import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildOpener } from '~/build-opener';
import { precompress } from '~/platform/http/assets.server';

/** After the build: no page loads a script, so none is kept to be served; the rest gets its brotli copy. */
const assets = 'build/client/assets';
for (const name of readdirSync(assets)) if (name.endsWith('.js')) rmSync(join(assets, name));
await precompress(assets);

process.stdout.write(`build/opener/opener.html  SHA-256 ${await buildOpener()}\n`);
