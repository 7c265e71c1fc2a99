import { v7 } from 'uuid';
import type { Prisma } from '~/generated/prisma/client';
import type { LocalizedText } from '~/i18n/localized-text';
import { dateOf, dayOf, type Day } from '~/platform/day';
import type { Db, Tx } from '~/platform/db.server';
import type { Country } from '~/programs/country';
import type { Program, ProgramElement } from '~/programs/program';
import { expectOne } from '~/record/record-change.server';

const COUNTRY = {
  id: true,
  code: true,
  name: true,
  civicSpace: true,
  civicSpaceSource: true,
  civicSpaceOn: true,
  version: true,
} as const;

const PROGRAM = {
  id: true,
  missionId: true,
  slug: true,
  title: true,
  description: true,
  stage: true,
  overlay: true,
  enrolledStage: true,
  enrolledOn: true,
  assistanceType: true,
  unitType: true,
  version: true,
  country: { select: COUNTRY },
} as const;

const ELEMENT = {
  id: true,
  programId: true,
  number: true,
  title: true,
  version: true,
  elementTexts: {
    select: { id: true, revision: true, text: true, effectiveOn: true, decisionId: true },
    orderBy: { revision: 'desc' },
  },
} as const;

type CountryRow = Prisma.CountryGetPayload<{ select: typeof COUNTRY }>;
type ProgramRow = Prisma.ProgramGetPayload<{ select: typeof PROGRAM }>;
type ElementRow = Prisma.ProgramElementGetPayload<{ select: typeof ELEMENT }>;

function asCountry(row: CountryRow): Country {
  return { ...row, civicSpaceOn: dayOf(row.civicSpaceOn) } as Country;
}

function asProgram(row: ProgramRow): Program {
  return { ...row, enrolledOn: dayOf(row.enrolledOn), country: asCountry(row.country) } as Program;
}

function asElement({ elementTexts, ...row }: ElementRow): ProgramElement {
  return {
    ...row,
    revisions: elementTexts.map((text) => ({ ...text, effectiveOn: dayOf(text.effectiveOn) })),
  } as ProgramElement;
}

/** All programs that the reader's scope shows, by their slug. */
export async function programsOf(db: Db): Promise<Program[]> {
  const rows = await db.program.findMany({ select: PROGRAM, orderBy: { slug: 'asc' } });
  return rows.map(asProgram);
}

export async function programBySlug(db: Db, slug: string): Promise<Program | null> {
  const row = await db.program.findUnique({ where: { slug }, select: PROGRAM });
  return row && asProgram(row);
}

export async function programById(db: Db, id: string): Promise<Program | null> {
  const row = await db.program.findUnique({ where: { id }, select: PROGRAM });
  return row && asProgram(row);
}

/** The elements of a program with every revision of their texts, in the order of their numbers (3.2 before 3.10). */
export async function programElements(db: Db, programId: string): Promise<ProgramElement[]> {
  const rows = await db.programElement.findMany({ where: { programId }, select: ELEMENT });
  const byNumber = new Intl.Collator('en', { numeric: true });
  return rows.map(asElement).sort((a, b) => byNumber.compare(a.number, b.number));
}

export async function elementById(db: Db, id: string): Promise<ProgramElement | null> {
  const row = await db.programElement.findUnique({ where: { id }, select: ELEMENT });
  return row && asElement(row);
}

/** The country as a mission has rated it; null when it has not. */
export async function countryByCode(db: Db, missionId: string, code: string): Promise<Country | null> {
  const row = await db.country.findUnique({ where: { missionId_code: { missionId, code } }, select: COUNTRY });
  return row && asCountry(row);
}

export async function countryById(db: Db, id: string): Promise<Country | null> {
  const row = await db.country.findUnique({ where: { id }, select: COUNTRY });
  return row && asCountry(row);
}

export interface NewElementText {
  missionId: string;
  element: { id: string; version: number };
  text: LocalizedText;
  effectiveOn: Day;
  decisionId: string | null;
}

/**
 * Writes the next revision of an element's text and the element's next version; the former texts stay. To be called
 * inside `recordChange`, with the fact `elementChanged(element, decisionId)`. Gives the revision's number. Refuses (409)
 * when somebody else changed the element first.
 */
export async function appendElementText(tx: Tx, change: NewElementText): Promise<number> {
  const { element } = change;
  expectOne(
    await tx.programElement.updateMany({
      where: { id: element.id, version: element.version },
      data: { version: { increment: 1 } },
    }),
  );
  const last = await tx.elementText.aggregate({ where: { elementId: element.id }, _max: { revision: true } });
  const revision = (last._max.revision ?? 0) + 1;
  await tx.elementText.create({
    data: {
      id: v7(),
      missionId: change.missionId,
      elementId: element.id,
      revision,
      text: change.text,
      effectiveOn: dateOf(change.effectiveOn),
      decisionId: change.decisionId,
    },
    select: { id: true },
  });
  return revision;
}
