/** A process of its own: waits for its input to end, opens the keyring of the folder given, prints what it has. */
import { createHash } from 'node:crypto';

import { openKeyring } from '~/platform/crypto/keyring.server';

process.stdout.write('ready\n');
process.stdin.resume().on('end', () => void open());

async function open(): Promise<void> {
  const keyring = await openKeyring(process.argv[2] ?? '', new Date());
  const { code, token, ticket, session, answer, deskPublic, account } = keyring;
  const hash = createHash('sha256');
  for (const ring of [code, token, ticket, session, answer, deskPublic, account]) hash.update(ring.current.key);
  process.stdout.write(JSON.stringify({ created: keyring.created, keys: hash.digest('hex') }));
}
