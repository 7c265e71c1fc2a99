import { Agent } from 'node:http';
import { ask, type Reply } from '../support/http-site';

/**
 * One client of a load: one connection that is kept, nothing done beside sending and reading. It shares the processor
 * with what it measures, so it does no more: bodies come encoded, and replies are looked at later.
 */
export class LoadClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1, scheduling: 'fifo' });

  constructor(
    readonly origin: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  get(path: string): Promise<Reply> {
    return ask(this.origin, path, { headers: this.headers, agent: this.#agent });
  }

  /** A form post as a browser sends it; `body` is encoded already. */
  post(path: string, body: string): Promise<Reply> {
    const headers = {
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': String(Buffer.byteLength(body)),
      Origin: this.origin,
      'Sec-Fetch-Site': 'same-origin',
      ...this.headers,
    };
    return ask(this.origin, path, { method: 'POST', headers, body, agent: this.#agent });
  }

  end(): void {
    this.#agent.destroy();
  }
}

/** Works through `tasks` with one worker a client, each taking the next; gives the seconds that it took. */
export async function drain<Client, Task>(
  clients: readonly Client[],
  tasks: readonly Task[],
  work: (client: Client, task: Task, index: number) => Promise<void>,
): Promise<number> {
  let next = 0;
  const begun = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      for (let at = next++; at < tasks.length; at = next++) await work(client, tasks[at]!, at);
    }),
  );
  return (performance.now() - begun) / 1000;
}
