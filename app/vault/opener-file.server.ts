import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the build puts the one file of the opener. */
export const openerPath = () => join(process.cwd(), 'build/opener/opener.html');

/** The opener's bytes, or null where it has not been built. */
export function readOpener(): Buffer<ArrayBuffer> | null {
  try {
    return readFileSync(openerPath());
  } catch {
    return null;
  }
}

/** SHA-256 in hexadecimal, as `sha256sum` prints it: what the root signs and officers compare. */
export function hashOf(html: Uint8Array): string {
  return createHash('sha256').update(html).digest('hex');
}

export function openerHash(): string | null {
  const html = readOpener();
  return html && hashOf(html);
}
