import { readForDesk } from '~/auth/desk-reading.server';
import { handleReprisal } from '~/participants/reprisal-commands.server';
import { reprisalLines } from '~/participants/reprisal-view.server';
import type { KanemCrew } from '../cast';
import type { StoryClock } from '../clock';
import { checkIn, type Sent } from '../participants';
import { present, succeeded } from '../succeeded';

/** After the first round: one is well, and one was stopped at the gate; a protection officer works on it, past the office. */
export async function askHowTheyAre(
  { protection }: KanemCrew,
  clock: StoryClock,
  sent: readonly Sent[],
): Promise<void> {
  const byId = (id: string) => present(sent.find(({ voice }) => voice.id === id), id); // prettier-ignore
  await checkIn(byId('en-5'), 'nothing');
  await checkIn(byId('ar-1'), 'to_us', 'أوقفوا ابني عند البوابة وسألوه من كتب إلى السفارة.');
  const { open } = await readForDesk(protection, (db) => reprisalLines(db, protection));
  const { id } = present(open[0], 'the case');
  await succeeded(
    handleReprisal(protection, id, { intent: 'contact', words: 'Written to by the code; safe to read.' }),
  );
  const told = 'قرأنا ما كتبته. يوجد محامٍ في مركز المساعدة القانونية كل صباح، ولا يسأل عن السبب.';
  await succeeded(handleReprisal(protection, id, { intent: 'tell', words: told }));
  const plan = { reviewOn: clock.day(7), words: 'Legal aid for the son; the regional desk pays.' };
  await succeeded(handleReprisal(protection, id, { intent: 'plan', ...plan }));
  await succeeded(
    handleReprisal(protection, id, { intent: 'measure', measure: 'legal_aid', words: 'A lawyer went along.' }),
  );
}
