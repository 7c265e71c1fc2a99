import type { RequestHandler, Response } from 'express';

export interface HealthCheck {
  /** Lower-case words; shown to whoever asks. */
  name: string;
  check(): Promise<boolean>;
}

const CHECK_LIMIT_MS = 2_000;

/** `/healthz`: the process answers. Looks at nothing else, so that a slow database never gets it restarted. */
export const healthz: RequestHandler = (_req, res) => send(res, 200, { ok: true });

/** `/readyz`: 200 if every check says yes within its limit, else 503. Shows names and yes or no, never a cause. */
export function readyz(checks: readonly HealthCheck[], limitMs = CHECK_LIMIT_MS): RequestHandler {
  return (_req, res, next) => {
    Promise.all(checks.map(async ({ name, check }) => [name, await within(limitMs, check)] as const))
      .then((results) => {
        const ok = results.every(([, held]) => held);
        send(res, ok ? 200 : 503, { ok, checks: Object.fromEntries(results) });
      })
      .catch(next);
  };
}

async function within(limitMs: number, check: () => Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  try {
    return await Promise.race([Promise.resolve().then(check), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

function send(res: Response, status: number, body: object): void {
  const text = JSON.stringify(body);
  res.statusCode = status;
  res.setHeader('Content-Type', 'application/json');
  res.setHeader('Content-Length', Buffer.byteLength(text));
  res.end(text);
}
