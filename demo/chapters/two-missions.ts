import { hireInstallationAdmin, kanemCrew, sumbaraCrew, type KanemCrew, type SignIn, type SumbaraCrew } from '../cast';
import type { StoryClock } from '../clock';
import { takeCodebook } from '../coding';
import { answerRound, type Sent } from '../participants';
import { openRound, prepareRound } from '../rounds';
import { enrol, foundMission, settleRetention, type Country, type EnrolledProgram } from '../setting';
import { forEachOf } from '../succeeded';
import { missionTexts, programTexts } from '../texts';
import { standUpVault, type DemoVault } from '../vault';
import { readVoices } from '../voices';

export interface Setting {
  kanem: {
    crew: KanemCrew;
    programs: Record<'patrols' | 'posts' | 'advice', EnrolledProgram>;
    codes: ReadonlyMap<string, string>;
  };
  sumbara: { crew: SumbaraCrew; program: EnrolledProgram };
  signIns: SignIn[];
}

/** Two missions with their people, programs and settings; the second is small, and shows that nothing is shared. */
export async function setTheScene(clock: StoryClock, vault: DemoVault): Promise<Setting> {
  clock.goTo(-200);
  const [missions, programs] = [missionTexts(), programTexts()];
  const installation = await hireInstallationAdmin('admin@installation.example');
  const [kanem, sumbara] = [await foundMission(missions.kanem), await foundMission(missions.sumbara)];
  const [first, second] = [await kanemCrew(kanem), await sumbaraCrew(sumbara)];
  clock.goTo(-190);
  await settleRetention(first.crew.chief, kanem, missions.kanem);
  await settleRetention(second.crew.chief, sumbara, missions.sumbara);
  await standUpVault(vault, clock, first.crew);
  const { officer } = first.crew;
  const codes = await takeCodebook(officer);
  const country: Country = { code: missions.kanem.countryCode, name: missions.kanem.name, civicSpace: 'obstructed' };
  const enrolled = {
    patrols: await enrol(officer, clock, country, programs.patrols),
    posts: await enrol(officer, clock, country, programs.posts),
    advice: await enrol(officer, clock, country, programs.advice),
  };
  const neighbour: Country = {
    code: missions.sumbara.countryCode,
    name: missions.sumbara.name,
    civicSpace: 'narrowed',
  };
  const river = await enrol(second.crew.officer, clock, neighbour, programs.river);
  return {
    kanem: { crew: first.crew, programs: enrolled, codes },
    sumbara: { crew: second.crew, program: river },
    signIns: [...first.signIns, ...second.signIns, installation],
  };
}

/** The second mission asks too. */
export async function openRiver({ crew, program }: Setting['sumbara'], clock: StoryClock): Promise<Sent[]> {
  const days = { closesOn: clock.day(16), answerBy: clock.day(50) };
  const plan = { programId: program.id, slug: 'river-listening', expectedPeople: 20, languages: ['en', 'fr'], ...days };
  const round = await openRound(crew, await prepareRound(crew.officer, plan));
  return forEachOf(readVoices('river-police.yaml'), (voice) => answerRound(round, voice));
}
