import { connect } from 'node:net';

export interface RawReply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Sends these bytes as they are and reads what comes back until the other side is done: for what no client would send. */
export function sendRaw(origin: string, ...parts: readonly string[]): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    const received: Buffer[] = [];
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    socket.setTimeout(20_000, () => socket.destroy());
    socket.on('data', (bytes) => {
      received.push(bytes);
      const reply = parsed(Buffer.concat(received).toString('latin1'));
      if (reply && Buffer.byteLength(reply.body) >= Number(reply.headers['content-length'] ?? Infinity))
        socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      const reply = parsed(Buffer.concat(received).toString('latin1'));
      if (reply) resolve(reply);
      else reject(new Error('no reply'));
    });
    for (const part of parts) socket.write(part, 'latin1');
  });
}

/** A request as it stands on the wire; a header given as a list is sent once for each. */
export function wire(
  method: string,
  target: string,
  headers: Readonly<Record<string, string | readonly string[]>>,
  body = '',
): string {
  const lines = Object.entries({ Connection: 'close', ...headers }).flatMap(([name, value]) =>
    [value].flat().map((one) => `${name}: ${one as string}\r\n`),
  );
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

function parsed(text: string): RawReply | null {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n');
  const pairs = lines.map((line) => [line.split(':')[0]!.toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]);
  const body = Buffer.from(text.slice(end + 4), 'latin1').toString('utf8');
  return { status: Number(statusLine.split(' ')[1]), headers: Object.fromEntries(pairs), body };
}
