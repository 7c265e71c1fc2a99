import { paths, withQuery } from '~/routes/paths';
import { REASON_KINDS, type RoundEvent } from '~/rounds/round';
import type { GatePlace } from '~/rounds/round-gates';

/** Where a gate of a round can be met; null when it is on the round's own page. */
export const gateHref =
  (lang: string, slug: string) =>
  ({ page, language }: GatePlace): string | null => {
    if (page === 'deskRoundTexts') return paths.deskRoundTexts(lang, slug, language ?? '');
    if (page === 'deskRoundQuestions') return paths.deskRoundQuestions(lang, slug);
    if (page === 'deskRoundRisk') return paths.deskRoundRisk(lang, slug);
    if (page === 'adminMission') return paths.adminMissions(lang);
    return page === 'admin' ? paths.admin(lang) : null;
  };

/** The page or form that an event leads through before it happens; null for one that a button causes at once. */
export const eventHref =
  (lang: string, slug: string) =>
  (event: RoundEvent): string | null => {
    if (event === 'respond') return paths.deskRoundAnswers(lang, slug);
    if (event === 'publish') return paths.deskRoundPublication(lang, slug);
    return REASON_KINDS[event] ? withQuery(paths.deskRound(lang, slug), { form: event }) : null;
  };
