import { Logger, parseCronItems, run, type TaskList } from 'graphile-worker';
import pg from 'pg';
import { rebuildPublications } from '~/after-withdrawal.server';
import { renewDeskKey } from '~/backup/desk-rotation.server';
import { rewriteStaleSegments } from '~/feedback/search-segment.server';
import { askNewAddresses, tellOfNews, tidyNews } from '~/news/news-send.server';
import { renewRoundKeys } from '~/rounds/round-key-commands.server';
import { closeDueRounds } from '~/rounds/move-commands.server';
import { applyLoosenings } from '~/participants/loosen-commands.server';
import { settleDays } from '~/participants/settle.server';
import { dropOldNonces } from '~/participants/visit-nonces.server';
import { completeWithdrawals } from '~/participants/withdraw-commands.server';
import type { Config } from '~/platform/config.server';
import { releaseRedactions } from '~/reports/rebuild-commands.server';
import { dayOf } from '~/platform/day';
import { openMailer, type Mailer } from '~/platform/mail.server';
import { logError, logEvent } from '~/platform/log.server';
import { now } from '~/platform/runtime.server';
import type { Program } from '~/start.server';

/** Where no mail is set up, nothing is sent; the rows of former lists are still tidied away. */
async function withMailer({ smtpUrl, mailFrom }: Config, work: (mailer: Mailer) => Promise<number>): Promise<void> {
  if (smtpUrl === null || mailFrom === null) return;
  const mailer = openMailer(smtpUrl, mailFrom);
  try {
    await work(mailer);
  } finally {
    mailer.close();
  }
}

/** Jobs carry ids only, and nobody's words: what they need they read when they run. */
function tasks(program: Program): TaskList {
  return {
    settle: async () => {
      const client = new pg.Client({ connectionString: program.databaseUrl });
      await client.connect();
      try {
        await settleDays(client, dayOf(now()));
        await dropOldNonces(client, dayOf(now()));
      } finally {
        await client.end();
      }
    },
    complete_withdrawals: async () => {
      await completeWithdrawals();
      await rebuildPublications();
    },
    rebuild_publications: rebuildPublications,
    release_redactions: async () => {
      await releaseRedactions();
    },
    apply_loosenings: async () => {
      await applyLoosenings();
    },
    close_due_rounds: async () => {
      await closeDueRounds(dayOf(now()));
    },
    renew_search: async () => {
      const missions = await program.databases.prisma.accounts.mission.findMany({ select: { id: true } });
      for (const { id } of missions) await rewriteStaleSegments(id);
    },
    renew_round_keys: async () => {
      const missions = await program.databases.prisma.accounts.mission.findMany({ select: { id: true } });
      for (const { id } of missions) await renewRoundKeys(id);
    },
    ask_new_addresses: () => withMailer(program.config, askNewAddresses),
    tell_of_news: () => withMailer(program.config, tellOfNews),
    tidy_news: tidyNews,
    renew_desk_key: () => renewDeskKey(program.databaseUrl, program),
    drop_old_sessions: async () => {
      await program.databases.prisma.accounts.session.deleteMany({ where: { expiresAt: { lte: now() } } });
    },
  };
}

const CRON = [
  { task: 'settle', match: '17 1 * * *', options: { backfillPeriod: 86_400_000 } },
  { task: 'complete_withdrawals', match: '50 * * * *' },
  { task: 'apply_loosenings', match: '25 2 * * *', options: { backfillPeriod: 86_400_000 } },
  // The one hour of the day at which masks reach what is published.
  { task: 'release_redactions', match: '15 3 * * *', options: { backfillPeriod: 86_400_000 } },
  { task: 'close_due_rounds', match: '5 * * * *', options: { backfillPeriod: 3_600_000 } },
  { task: 'renew_search', match: '40 1 * * *', options: { backfillPeriod: 86_400_000 } },
  { task: 'renew_round_keys', match: '20 * * * *' },
  { task: 'renew_desk_key', match: '5 3 * * *', options: { backfillPeriod: 86_400_000 } },
  { task: 'drop_old_sessions', match: '35 * * * *' },
  // Mails leave at fixed times, whenever the request or the news came.
  { task: 'ask_new_addresses', match: '*/15 * * * *' },
  { task: 'tell_of_news', match: '10 6 * * *', options: { backfillPeriod: 43_200_000 } },
  { task: 'tidy_news', match: '32 1 * * *', options: { backfillPeriod: 86_400_000 } },
];
/** Where withdrawals and dangers reach another process, its publications follow soon, not at the next hour. */
const BESIDE_PUBLIC_PART = [{ task: 'rebuild_publications', match: '*/5 * * * *' }];

/** What the worker says of its jobs, by name and level alone: messages may hold what a job worked on. */
const quiet = new Logger(() => (level) => {
  if (level === 'error') logEvent('job.failed', {}, 'error');
});

/** Starts the queue on the same PostgreSQL; with several processes each job is still done once. */
export async function startJobs(program: Program): Promise<{ stop(): Promise<void> }> {
  const pool = new pg.Pool({ connectionString: program.databaseUrl, max: 3 });
  pool.on('error', (error) => logError(error));
  pool.on('connect', (client) => client.on('error', (error) => logError(error)));
  const runner = await run({
    pgPool: pool,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 5_000,
    taskList: tasks(program),
    parsedCronItems: parseCronItems(program.config.part === 'desk' ? [...CRON, ...BESIDE_PUBLIC_PART] : CRON),
    logger: quiet,
  });
  return {
    async stop() {
      await runner.stop();
      await pool.end();
    },
  };
}
