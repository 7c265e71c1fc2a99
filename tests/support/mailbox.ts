import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  from: string;
  to: string[];
  /** The whole mail as it came over the wire. */
  raw: string;
  header(name: string): string | undefined;
  /** The text, decoded. */
  text: string;
}

export interface Mailbox {
  url: string;
  mails: ReceivedMail[];
  /** Addresses that the server says it does not know. */
  unknown: Set<string>;
  /** Answers every mail with "try again later". */
  busy: boolean;
  close(): Promise<void>;
}

function decoded(body: string, coding: string): string {
  if (/base64/i.test(coding)) return Buffer.from(body, 'base64').toString('utf8');
  if (!/quoted-printable/i.test(coding)) return body;
  const plain = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1').toString('utf8');
}

function read(raw: string, from: string, to: string[]): ReceivedMail {
  const end = raw.indexOf('\r\n\r\n');
  const head = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const header = (name: string) =>
    head
      .find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
      ?.slice(name.length + 1)
      .trim();
  return { from, to, raw, header, text: decoded(raw.slice(end + 4), header('Content-Transfer-Encoding') ?? '') };
}

/** A real SMTP server on loopback that keeps what it is sent. */
export async function startMailbox(): Promise<Mailbox> {
  const mailbox = { mails: [] as ReceivedMail[], unknown: new Set<string>(), busy: false };
  const refusal = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, done) =>
      done(mailbox.unknown.has(address) ? refusal(550, `no mailbox ${address}`) : null),
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        if (mailbox.busy) return done(refusal(451, 'try again later'));
        const { mailFrom, rcptTo } = session.envelope;
        const raw = Buffer.concat(pieces).toString('utf8');
        mailbox.mails.push(
          read(
            raw,
            mailFrom === false ? '' : mailFrom.address,
            rcptTo.map(({ address }) => address),
          ),
        );
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(mailbox, {
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}
