import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { opusFile } from './audio';
import type { DemoSignIn } from './site-server';
import { signIn, tokenOn } from './staff-client';

/** The demo's story has no voice to read with: what is uploaded here is silence, waiting to be heard by a second person. */
const ROUND = 'first-listening';
const PATH = `/en/desk/rounds/${ROUND}/recordings`;

/** Gives the answered round of the demo a recording of its answers unless it has one, by the desk's own form. */
export async function giveRecording(origin: string, signIns: readonly DemoSignIn[], folder: string): Promise<void> {
  const officer = signIns.find(({ role }) => role === 'consultation_officer');
  if (!officer) throw new Error('the demo has no consultation officer');
  // Where the tests look for sessions: a one-time code serves once.
  const file = join(folder, 'sessions.json');
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  const cookie = kept[officer.email] ?? (await signIn(origin, officer)).cookie;
  writeFileSync(file, JSON.stringify({ ...kept, [officer.email]: cookie }), { mode: 0o600 });
  const headers = { Cookie: cookie };
  const page = await (await fetch(origin + PATH, { headers })).text();
  if (page.includes(`${PATH}/`)) return;
  const body = new FormData();
  const fields = { token: await tokenOn(origin, PATH, headers), intent: 'upload', place: 'answers', language: 'en' };
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('file', new File([new Uint8Array(opusFile({ seconds: 20 }))], 'answers.opus'));
  const sent = { method: 'POST', headers: { ...headers, Origin: origin }, body, redirect: 'manual' } as const;
  const { status } = await fetch(origin + PATH, sent);
  if (status !== 303) throw new Error(`the recording was answered with ${status}`);
}
