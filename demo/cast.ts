import { createActiveAccount, createAdmin, wholeMission, type ActiveAccount } from '~/auth/account-setup.server';
import { assignmentsOf } from '~/auth/account-store.server';
import type { Role } from '~/auth/permissions';
import { staffOf, type Staff } from '~/auth/staff.server';
import { forEachOf, succeeded } from './succeeded';

/** How somebody of the demo signs in. */
export interface SignIn {
  role: string;
  mission: string | null;
  email: string;
  password: string;
  totpSecret: string;
}

interface Mission {
  id: string;
  slug: string;
}

/** One person of the story, ready to act and to be signed in as. */
interface Person {
  staff: Staff;
  signIn: SignIn;
}

const AUTHORITY = 'Order 4 of the chief of mission';

function signInOf(account: ActiveAccount, role: string, mission: string | null): SignIn {
  const { email, password, totpSecret } = account;
  return { role, mission, email, password, totpSecret };
}

async function hire(mission: Mission, role: Role, name: string): Promise<Person> {
  const email = `${name}@${mission.slug.split('-')[0]}.example`;
  const account = await succeeded(createActiveAccount({ email, roles: [wholeMission(role, mission.id, AUTHORITY)] }));
  const held = await assignmentsOf(account.accountId);
  const session = { id: `story-${account.accountId}`, accountId: account.accountId, missionId: mission.id };
  return { staff: staffOf(session, held), signIn: signInOf(account, role, mission.slug) };
}

/** An admin of the whole installation, who makes missions and sees nothing of what people say. */
export async function hireInstallationAdmin(email: string): Promise<SignIn> {
  const account = await succeeded(createAdmin(email, 'Set-up of the demonstration'));
  return signInOf(account, 'installation_admin', null);
}

/** The people of the first mission; the names say what they do in the story. */
const KANEM = {
  officer: 'consultation_officer',
  manager: 'program_manager',
  translator: 'translator',
  'second.speaker': 'translator',
  protection: 'protection_officer',
  'protection.deputy': 'protection_officer',
  chief: 'chief_of_mission',
  liaison: 'parliament_liaison',
  evaluator: 'evaluator',
  donor: 'donor_partner',
  auditor: 'auditor',
  admin: 'admin',
} as const satisfies Record<string, Role>;

/** A small mission has the least crew; its protection officer sits at the regional desk. */
const SUMBARA = {
  officer: 'consultation_officer',
  protection: 'protection_officer',
  chief: 'chief_of_mission',
} as const satisfies Record<string, Role>;

type Crew<Names extends Record<string, Role>> = Record<keyof Names, Staff>;

async function crewFor<Names extends Record<string, Role>>(
  mission: Mission,
  names: Names,
): Promise<{ crew: Crew<Names>; signIns: SignIn[] }> {
  const people = await forEachOf(Object.entries(names), async ([name, role]) => {
    return [name, await hire(mission, role, name)] as const;
  });
  const crew = Object.fromEntries(people.map(([name, { staff }]) => [name, staff])) as Crew<Names>;
  return { crew, signIns: people.map(([, { signIn }]) => signIn) };
}

export type KanemCrew = Crew<typeof KANEM>;
export type SumbaraCrew = Crew<typeof SUMBARA>;
export const kanemCrew = (mission: Mission) => crewFor(mission, KANEM);
export const sumbaraCrew = (mission: Mission) => crewFor(mission, SUMBARA);
