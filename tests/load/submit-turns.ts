import type { AppProcess } from '../support/app-process';
import { codeIn, encoded } from '../support/http-site';
import { filledWith, openForm, ripen, type OpenForm } from '../support/participant-client';
import { drain, LoadClient } from './load-client';

export const CLIENTS = 8;
/** Stands in every text that is sent, and so must stand nowhere in the database. */
export const MARK = 'Loadmarkword';
const TEXT = `${MARK}: the patrol came at night, and the cars drove fast near the houses. `.repeat(4);

export interface Turn {
  /** Submissions of which the page with the code came back. */
  acknowledged: number;
  seconds: number;
  /** What this process took of a processor meanwhile: the load itself is not free. */
  ownCpuSeconds: number;
}

/** Forms with a token each, fetched from all processes alike and old enough to be sent. */
async function ripeForms(nodes: readonly AppProcess[], slug: string, count: number): Promise<OpenForm[]> {
  const forms: OpenForm[] = [];
  const slots = Array.from({ length: CLIENTS }, (_, at) => nodes[at % nodes.length]!.origin);
  await drain(slots, Array.from({ length: count }), async (origin) => {
    forms.push(await openForm(origin, 'en', slug));
  });
  await Promise.all(forms.map(ripen));
  return forms;
}

/**
 * Sends so many submissions from eight clients, each on a connection of its own to one of the processes. Forms are
 * fetched, filled and encoded before the clock starts; what is timed is the POST that submits, until its page has come
 * whole. Whether each page bears a code is looked at after the clock has stopped.
 */
export async function submitTurn(nodes: readonly AppProcess[], slug: string, count: number): Promise<Turn> {
  const forms = await ripeForms(nodes, slug, count);
  const clients = Array.from({ length: CLIENTS }, (_, at) => new LoadClient(nodes[at % nodes.length]!.origin));
  const encodedForms = forms.map((form) => encoded({ ...filledWith(form, TEXT), step: 'submit' }));
  const path = forms[0]?.path ?? '';
  const pages: string[] = [];
  const cpu = process.cpuUsage();
  const seconds = await drain(clients, encodedForms, async (client, body) => {
    pages.push((await client.post(path, body)).body);
  });
  const { user, system } = process.cpuUsage(cpu);
  clients.forEach((client) => client.end());
  return {
    acknowledged: pages.filter((body) => codeIn(body) !== null).length,
    seconds,
    ownCpuSeconds: (user + system) / 1e6,
  };
}
