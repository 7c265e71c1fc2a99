import type { Staff } from '~/auth/staff.server';
import { missionById } from '~/missions/mission-store.server';
import type { Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { publishedReport } from '~/reports/publication-store.server';
import { versionShown } from '~/rounds/consent-texts';
import { isRecordable, placeName, RECORDING_WORKFLOW, type Recording } from '~/rounds/recording';
import { recordingsOf } from '~/rounds/recording-store.server';
import type { Round } from '~/rounds/round';
import { questionsOf } from '~/rounds/round-store.server';
import { RECORDED_PARTS } from '~/rounds/script';
import type { SpokenRound } from '~/rounds/script.server';
import { spokenHashes } from '~/rounds/spoken-hash.server';
import { takesNames } from '~/routes/respond/round-page.server';
import { openEvents } from '~/workflow/workflow';

/** The words of a round as the public hears them, or will once it opens with the mission's settings as they are. */
async function spokenAtDesk(db: Db, round: Round, today: Day): Promise<SpokenRound> {
  const mission = await missionById(db, round.missionId);
  if (!mission) throw new Error('a round without its mission');
  const authority = round.openedOn ? round.retentionAuthority : mission.retentionAuthority;
  return {
    round: { ...round, consentVersion: versionShown(round, mission.retention), retentionAuthority: authority },
    questions: await questionsOf(db, round.id),
    missionName: mission.name,
    named: await takesNames(db, round, today),
  };
}

/** The words of each place of a round, by language: what recordings are measured against. */
export async function wordsOfRound(db: Db, round: Round, today: Day) {
  const spoken = await spokenAtDesk(db, round, today);
  const published = await publishedReport(db, round.slug);
  const hashesIn = (language: string) => spokenHashes(spoken, language, published?.report ?? null);
  return { spoken, hashesIn };
}

/** A round's recordings for its page at the desk: what is there, what can be done with it, and what can be recorded now. */
export async function recordingsView(db: Db, round: Round, staff: Staff, today: Day) {
  const over = { roundId: round.id, programId: round.programId };
  const { spoken, hashesIn } = await wordsOfRound(db, round, today);
  const may = (permission: Parameters<Staff['may']>[0]) => staff.may(permission, over);
  const stored = await recordingsOf(db, round.id);
  const hashes = new Map(stored.map(({ language }) => [language, hashesIn(language)]));
  const seen = (recording: Recording) => {
    const { uploadedBy, heardBy: _by, missionId: _mission, roundId: _round, digest: _digest, ...rest } = recording;
    return {
      ...rest,
      yours: uploadedBy === staff.accountId,
      outdated: hashes.get(recording.language)?.get(placeName(recording)) !== recording.spokenHash,
      events: openEvents(RECORDING_WORKFLOW, { ...recording, actorId: staff.accountId }, may),
    };
  };
  const parts = RECORDED_PARTS.filter((part) => part !== 'question' && isRecordable(part, round.state));
  return {
    recordings: stored.map(seen),
    questions: spoken.questions.map(({ id, position, label }) => ({ id, position, label })),
    parts,
    questionsToo: isRecordable('question', round.state),
    mayUpload: may('recording.keep') && parts.length > 0,
  };
}

export type RecordingsView = Awaited<ReturnType<typeof recordingsView>>;
export type RecordingLine = RecordingsView['recordings'][number];
