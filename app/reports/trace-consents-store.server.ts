import type { QueryResultRow } from 'pg';
import type { AuditQuery } from '~/reports/audit-store.server';
import type { TraceConsent } from '~/reports/trace';
import { CONSENT_USES } from '~/participants/consent';
import { agreedWording } from '~/rounds/consent-wording.server';

type ConsentRow = Omit<TraceConsent, 'wording'> & { language: string } & QueryResultRow;

/** The consents of a submission as they stand: of several about one use the last counts. In the order they were asked. */
export async function consentsBehind(query: AuditQuery, submissionId: string): Promise<TraceConsent[]> {
  const rows = await query<ConsentRow>(
    `select distinct on (use) use, given, not given and sequence > 1 as "takenBack", day::text as day,
       text_version as version, language
     from audit.consent where submission_id = $1 order by use, sequence desc`,
    [submissionId],
  );
  return CONSENT_USES.flatMap((use) => rows.filter((row) => row.use === use)).map(({ language, ...row }) => ({
    ...row,
    wording: agreedWording({ use: row.use, textVersion: row.version, language }),
  }));
}
