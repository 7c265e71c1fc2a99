import type { ServerResponse } from 'node:http';

type WriteHead = (this: ServerResponse, status: number, ...rest: unknown[]) => ServerResponse;

/**
 * Runs `settle` once, just before the status line and the headers leave, whoever sends them: what it sets is final.
 * Where it is called twice on one reply, the one called last runs first.
 */
export function beforeHead(res: ServerResponse, settle: () => void): void {
  const writeHead = res.writeHead as WriteHead;
  let settled = false;
  const settling: WriteHead = function (status, ...rest) {
    if (settled) return writeHead.call(res, status, ...rest);
    settled = true;
    const reason = typeof rest[0] === 'string' ? [rest.shift()] : [];
    res.statusCode = status;
    setAll(res, rest[0]);
    settle();
    return writeHead.call(res, res.statusCode, ...reason);
  };
  res.writeHead = settling as typeof res.writeHead;
}

function setAll(res: ServerResponse, headers: unknown): void {
  if (Array.isArray(headers)) {
    for (let at = 0; at + 1 < headers.length; at += 2) res.setHeader(String(headers[at]), headers[at + 1]);
  } else if (headers !== null && typeof headers === 'object') {
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) res.setHeader(name, value);
  }
}
