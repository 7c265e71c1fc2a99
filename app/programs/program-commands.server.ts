import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { Staff } from '~/auth/staff.server';
import { pickText } from '~/i18n/localized-text';
import { dateOf, dayOf, type Day } from '~/platform/day';
import { readIn } from '~/platform/db.server';
import { done, refuse, type Result } from '~/platform/result';
import { now, runtime } from '~/platform/runtime.server';
import { countryNames, type Country } from '~/programs/country';
import { readForDesk } from '~/auth/desk-reading.server';
import { WRITING_LANGUAGES } from '~/programs/writing-languages';
import type { CountryRating, ProgramEdit, ProgramEnrolment } from '~/programs/program-input';
import { countryByCode, countryById, programById, programBySlug } from '~/programs/program-store.server';
import { letters, slugFrom } from '~/programs/slug';
import { born, next, type Fact } from '~/record/fact';
import { expectOne, recordChange } from '~/record/record-change.server';
import type { Tx } from '~/platform/db.server';

const sameRating = (country: Country, rating: CountryRating) =>
  country.civicSpace === rating.civicSpace &&
  country.civicSpaceSource === rating.civicSpaceSource &&
  country.civicSpaceOn === rating.civicSpaceOn;

const ratingColumns = (rating: CountryRating) => ({
  civicSpace: rating.civicSpace,
  civicSpaceSource: rating.civicSpaceSource,
  civicSpaceOn: dateOf(rating.civicSpaceOn),
});

function rerate(tx: Tx, country: Country, rating: CountryRating): Promise<void> {
  return tx.country
    .updateMany({
      where: { id: country.id, version: country.version },
      data: { ...ratingColumns(rating), version: { increment: 1 } },
    })
    .then(expectOne);
}

/** An address that no program of the installation has yet: from the title, with an ending where it is taken. */
async function freeSlug(title: string): Promise<string> {
  const wanted = slugFrom(title);
  const ending = letters(randomBytes(5));
  if (wanted.length < 3) return `program-${ending}`;
  const taken = await readIn(runtime().databases.prisma.site, {}, (db) => programBySlug(db, wanted));
  return taken ? `${wanted}-${ending}` : wanted;
}

interface CountryStep {
  id: string;
  facts: Fact[];
  write(tx: Tx): Promise<unknown>;
}

/** The country a program is in: recorded now, rated anew, or left as it is. */
function countryStep(known: Country | null, missionId: string, input: ProgramEnrolment): CountryStep {
  if (known && sameRating(known, input)) return { id: known.id, facts: [], write: async () => undefined };
  if (known) {
    const fact = next('country.rated', known, { civic_space: input.civicSpace });
    return { id: known.id, facts: [fact], write: (tx) => rerate(tx, known, input) };
  }
  const id = v7();
  return {
    id,
    facts: [born('country.recorded', id, { code: input.country, civic_space: input.civicSpace })],
    write: (tx) =>
      tx.country.create({
        data: {
          id,
          missionId,
          code: input.country,
          name: input.countryName ?? countryNames(input.country, WRITING_LANGUAGES),
          ...ratingColumns(input),
        },
        select: { id: true },
      }),
  };
}

/**
 * Enrols a program at the stage it really has; what lies behind that stage is never filled in afterwards (GUIDELINES,
 * Proportion). Records or renews the country's civic-space rating with it (G05). Refuses a rating dated in the future.
 */
export async function enrolProgram(
  staff: Staff,
  input: ProgramEnrolment,
): Promise<Result<{ id: string; slug: string }>> {
  const { missionId } = staff;
  if (!missionId || !staff.may('program.edit')) return refuse('workflow.not_allowed');
  const today = dayOf(now());
  if (input.civicSpaceOn > today) return refuse('program.rating_in_future');
  const known = await readForDesk(staff, (db) => countryByCode(db, missionId, input.country));
  const slug = await freeSlug(pickText(input.title, 'en')?.text ?? '');
  const country = countryStep(known, missionId, input);
  const id = v7();
  const enrolled = born('program.enrolled', id, { stage: input.stage, country: country.id });
  await recordChange(staff.actor('program.edit'), [enrolled, ...country.facts], async (tx) => {
    await country.write(tx);
    await tx.program.create({ data: programRow({ id, missionId, slug, countryId: country.id, today }, input) });
  });
  return done({ id, slug });
}

interface NewRow {
  id: string;
  missionId: string;
  slug: string;
  countryId: string;
  today: Day;
}

function programRow(
  { today, ...row }: NewRow,
  { title, description, stage, assistanceType, unitType }: ProgramEnrolment,
) {
  return {
    ...row,
    title,
    description,
    stage,
    enrolledStage: stage,
    enrolledOn: dateOf(today),
    assistanceType,
    unitType,
  };
}

/** Corrects how a program is described. Its stage and its elements have their own paths. */
export async function editProgram(staff: Staff, programId: string, edit: ProgramEdit): Promise<Result> {
  if (!staff.may('program.edit', { programId })) return refuse('workflow.not_allowed');
  const program = await readForDesk(staff, (db) => programById(db, programId));
  if (!program) return refuse('program.not_found');
  await recordChange(staff.actor('program.edit', { programId }), [next('program.edited', program)], async (tx) =>
    expectOne(
      await tx.program.updateMany({
        where: { id: program.id, version: program.version },
        data: {
          title: edit.title,
          description: edit.description,
          assistanceType: edit.assistanceType,
          unitType: edit.unitType,
          version: { increment: 1 },
        },
      }),
    ),
  );
  return done();
}

/** Rates a country's civic space anew, with who says so and when (G05). Refuses a date in the future. */
export async function rateCountry(staff: Staff, countryId: string, rating: CountryRating): Promise<Result> {
  if (!staff.may('program.edit')) return refuse('workflow.not_allowed');
  if (rating.civicSpaceOn > dayOf(now())) return refuse('program.rating_in_future');
  const country = await readForDesk(staff, (db) => countryById(db, countryId));
  if (!country) return refuse('program.not_found');
  if (sameRating(country, rating)) return done();
  const fact = next('country.rated', country, { civic_space: rating.civicSpace });
  await recordChange(staff.actor('program.edit'), [fact], (tx) => rerate(tx, country, rating));
  return done();
}
