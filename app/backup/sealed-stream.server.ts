import { createCipheriv, createDecipheriv } from 'node:crypto';
import { Transform } from 'node:stream';
import { utf8 } from '~/platform/crypto/bytes.server';
import { BackupError } from './backup-format';

/*
 * A stream sealed in pieces (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015): each has its number in
 * its nonce, and the last one says that it is the last, so that pieces cannot be left out, exchanged or cut off. The key is
 * used for one stream alone.
 */

const PIECE = 64 * 1024;
const TAG = 16;

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 7);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** Splits what comes into pieces of one length and hands each on, the last one marked. */
function inPieces(length: number, work: (piece: Buffer, number: number, isLast: boolean) => Buffer): Transform {
  let held = Buffer.alloc(0);
  let number = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        held = Buffer.concat([held, chunk]);
        // One piece is always kept back: only the end of the stream tells which is the last.
        while (held.length > length) {
          this.push(work(held.subarray(0, length), (number += 1), false));
          held = held.subarray(length);
        }
        done();
      } catch (error) {
        done(error as Error);
      }
    },
    flush(done) {
      try {
        this.push(work(held, number + 1, true));
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

/** Seals a stream under a key of 32 bytes, bound to a name. */
export function sealStream(key: Uint8Array, name: string): Transform {
  return inPieces(PIECE, (piece, number, isLast) => {
    const cipher = createCipheriv('chacha20-poly1305', key, nonceOf(number, isLast), { authTagLength: TAG });
    cipher.setAAD(utf8(name), { plaintextLength: piece.length });
    return Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
  });
}

/** The opposite; ends with a `BackupError` at the first piece that is not as it was sealed. */
export function openStream(key: Uint8Array, name: string): Transform {
  return inPieces(PIECE + TAG, (piece, number, isLast) => {
    if (piece.length < TAG) throw new BackupError('backup.keys_closed', 'The keys section is cut off.');
    const decipher = createDecipheriv('chacha20-poly1305', key, nonceOf(number, isLast), { authTagLength: TAG });
    decipher.setAAD(utf8(name), { plaintextLength: piece.length - TAG });
    decipher.setAuthTag(piece.subarray(piece.length - TAG));
    try {
      return Buffer.concat([decipher.update(piece.subarray(0, piece.length - TAG)), decipher.final()]);
    } catch {
      throw new BackupError(
        'backup.keys_closed',
        'The keys section does not open: it was changed, or is of another backup.',
      );
    }
  });
}
