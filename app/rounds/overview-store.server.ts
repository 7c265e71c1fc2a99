import type { Staff } from '~/auth/staff.server';
import type { Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { CONSENT_LANGUAGES } from '~/rounds/consent-texts';
import { GATED_EVENTS, isExtendable, ROUND_WORKFLOW, type GatedEvent, type Round } from '~/rounds/round';
import { peopleStillNeeded, ROUND_GATES, unmetGates, type UnmetGate } from '~/rounds/round-gates';
import { nextEvent, rolesFor } from '~/rounds/round-path';
import { minorEditView } from '~/rounds/minor-edit-view.server';
import { reasonsOf } from '~/rounds/round-store.server';
import { missingFields } from '~/rounds/round-texts';
import { loadSnapshot } from '~/rounds/snapshot-store.server';
import { openEvents } from '~/workflow/workflow';

/** Everything the desk's page of a round shows: where it stands, what can be done, what is missing, whom it takes. */
export async function roundOverview(db: Db, round: Round, staff: Staff, today: Day) {
  const over = { roundId: round.id, programId: round.programId };
  const { snapshot, program, questions, mission } = await loadSnapshot(db, round, staff.accountId, today);
  const unmet = Object.fromEntries(
    GATED_EVENTS.map((event) => [event, unmetGates(event, snapshot, ROUND_GATES)]),
  ) as Record<GatedEvent, UnmetGate[]>;
  const names = Object.fromEntries(
    Object.entries(unmet).map(([event, gates]) => [event, gates.map((gate) => gate.name)]),
  ) as Record<GatedEvent, string[]>;
  const minorEdit = await minorEditView(db, staff, { round, texts: snapshot.texts, rows: snapshot.languages });
  const following = nextEvent(round.state);
  return {
    round,
    program: { slug: program.slug, title: program.title },
    mission: { retention: mission.retention },
    size: snapshot.size,
    questions: questions.map(({ id, kind, label }) => ({ id, kind, label })),
    languages: snapshot.languages
      .filter((row) => round.languages.includes(row.language))
      .map(({ language, state, reviewedOn }) => ({
        language,
        state,
        reviewedOn,
        missing: missingFields(snapshot.texts, round.sourceLanguage, language).length,
      })),
    unmet: unmet as Partial<Record<string, UnmetGate[]>>,
    events: openEvents(ROUND_WORKFLOW, { ...round, unmet: names }, (permission) => staff.may(permission, over)),
    // What will stand against opening, shown early; the signature itself comes last anyway.
    beforeOpening: ['draft', 'risk_review'].includes(round.state)
      ? unmet.open.filter((gate) => gate.name !== 'signed_off')
      : [],
    next: following && {
      event: following,
      roles: rolesFor(following),
      mayYou: staff.may(ROUND_WORKFLOW[following].needs, over),
    },
    minorEditWaits: minorEdit?.state === 'proposed',
    needed: peopleStillNeeded(snapshot.crew),
    reasons: await reasonsOf(db, round.id),
    mayEdit: round.state === 'draft' && staff.may('round.edit', over),
    mayCopy: staff.may('round.edit', { programId: round.programId }),
    mayExtend: isExtendable(round) && staff.may('round.run', over),
    choices: CONSENT_LANGUAGES,
    ready: snapshot.languages.filter((row) => row.state === 'reviewed').map((row) => row.language),
  };
}
