import type { IncomingMessage, ServerResponse } from 'node:http';

/** What the reader of a body gets when more came than its path allows. */
export class BodyTooLarge extends Error {
  override name = 'BodyTooLarge';
}

/** How long a refused sender may go on sending, so that it can read the answer before the connection is cut. */
const LINGER_MS = 5_000;

const READING = ['data', 'end', 'readable'] as const;

/**
 * Counts a body that declared no length, and cuts it off at `maxBytes`: `refuse` sends the answer, and whoever reads the
 * body gets an error instead of its end, so that a cut body is never taken for a whole one. The reader must be attached
 * by `resume`, `for await` or a web stream; a bare `data` listener waits, because the request is paused until then.
 */
export function limitBody(req: IncomingMessage, maxBytes: number, refuse: () => void): void {
  if (req.headers['transfer-encoding'] === undefined) return;
  const before = new Set(READING.flatMap((event) => req.listeners(event)));
  let total = 0;
  const count = (chunk: Buffer): void => {
    total += chunk.length;
    if (total <= maxBytes) return;
    for (const event of READING) {
      for (const listener of req.listeners(event)) {
        if (!before.has(listener)) req.removeListener(event, listener as () => void);
      }
    }
    refuse();
    process.nextTick(() => {
      req.emit('error', new BodyTooLarge());
      req.resume();
    });
  };
  req.pause();
  req.on('error', () => undefined);
  req.on('data', count);
}

/** Closes the connection when the answer is out and the sender does not stop: nobody waits for an endless body. */
export function cutEndlessBody(req: IncomingMessage, res: ServerResponse): void {
  res.once('finish', () => {
    if (req.complete) return;
    const timer = setTimeout(() => req.socket.destroy(), LINGER_MS);
    req.once('close', () => clearTimeout(timer));
    timer.unref();
  });
}
