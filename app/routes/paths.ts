/** A path in a language: the language first, then what the path itself needs. */
const at =
  <Rest extends string[]>(path: (...rest: Rest) => string) =>
  (lang: string, ...rest: Rest) =>
    `/${lang}${path(...rest)}`;

const segment = (value: string) => encodeURIComponent(value);

/** A path with its query; empty values are left out. */
export function withQuery(path: string, query: Readonly<Record<string, string | null | undefined>>): string {
  const search = new URLSearchParams(
    Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1])),
  );
  return search.size > 0 ? `${path}?${search}` : path;
}

/** Every address of the site. Pages never put one together themselves. */
export const paths = {
  home: at(() => ''),
  rounds: at(() => '/rounds'),
  round: at((slug: string) => `/rounds/${segment(slug)}`),
  respond: at((slug: string) => `/rounds/${segment(slug)}/respond`),
  roundRecording: at((slug: string, id: string) => `/rounds/${segment(slug)}/recordings/${segment(id)}`),
  roundScript: at((slug: string) => `/rounds/${segment(slug)}/script`),
  roundSheet: at((slug: string) => `/rounds/${segment(slug)}/sheet`),
  roundNews: at((slug: string) => `/rounds/${segment(slug)}/news`),
  news: at((secret: string) => `/news/${segment(secret)}`),
  return: at(() => '/return'),
  answers: at(() => '/answers'),
  answer: at((slug: string) => `/answers/${segment(slug)}`),
  programs: at(() => '/programs'),
  program: at((slug: string) => `/programs/${segment(slug)}`),
  record: at(() => '/record'),
  safety: at(() => '/safety'),
  guidance: at(() => '/guidance'),
  guidancePage: at((topic: string) => `/guidance/${segment(topic)}`),
  languages: at(() => '/languages'),
  signIn: at(() => '/sign-in'),
  signOut: at(() => '/sign-out'),
  invitation: at((secret: string) => `/invitation/${segment(secret)}`),
  desk: at(() => '/desk'),
  deskAccount: at(() => '/desk/account'),
  deskMission: at(() => '/desk/mission'),
  deskRounds: at(() => '/desk/rounds'),
  deskRoundNew: at(() => '/desk/rounds/new'),
  deskRound: at((slug: string) => `/desk/rounds/${segment(slug)}`),
  deskRoundQuestions: at((slug: string) => `/desk/rounds/${segment(slug)}/questions`),
  deskRoundTexts: at((slug: string, language: string) => `/desk/rounds/${segment(slug)}/texts/${segment(language)}`),
  deskRoundPreview: at(
    (slug: string, language: string) => `/desk/rounds/${segment(slug)}/preview/${segment(language)}`,
  ),
  deskRoundRisk: at((slug: string) => `/desk/rounds/${segment(slug)}/risk`),
  deskRoundRecordings: at((slug: string) => `/desk/rounds/${segment(slug)}/recordings`),
  deskRecording: at((slug: string, id: string) => `/desk/rounds/${segment(slug)}/recordings/${segment(id)}`),
  deskRoundScript: at((slug: string, language: string) => `/desk/rounds/${segment(slug)}/script/${segment(language)}`),
  deskRoundInvitations: at((slug: string) => `/desk/rounds/${segment(slug)}/invitations`),
  deskRoundThemes: at((slug: string) => `/desk/rounds/${segment(slug)}/themes`),
  deskRoundAnswers: at((slug: string) => `/desk/rounds/${segment(slug)}/answers`),
  deskRoundPublication: at((slug: string) => `/desk/rounds/${segment(slug)}/publication`),
  deskRestoration: at(() => '/desk/restoration'),
  deskItems: at(() => '/desk/items'),
  deskItem: at((id: string) => `/desk/items/${segment(id)}`),
  deskItemAnswer: at((id: string) => `/desk/items/${segment(id)}/answer`),
  deskItemPassages: at((id: string) => `/desk/items/${segment(id)}/passages`),
  deskPoint: at((id: string) => `/desk/points/${segment(id)}`),
  deskSearch: at(() => '/desk/search'),
  deskSafety: at(() => '/desk/safety'),
  deskFlag: at((id: string) => `/desk/safety/${segment(id)}`),
  deskReprisals: at(() => '/desk/reprisals'),
  deskReprisal: at((id: string) => `/desk/reprisals/${segment(id)}`),
  deskDemands: at(() => '/desk/demands'),
  deskDemand: at((id: string) => `/desk/demands/${segment(id)}`),
  deskDecisions: at(() => '/desk/decisions'),
  deskDecisionNew: at(() => '/desk/decisions/new'),
  deskDecision: at((id: string) => `/desk/decisions/${segment(id)}`),
  deskAnswer: at((id: string) => `/desk/answers/${segment(id)}`),
  deskCommitments: at(() => '/desk/commitments'),
  deskVault: at(() => '/desk/vault'),
  deskVaultEntries: at(() => '/desk/vault/entries'),
  deskVaultOpener: at(() => '/desk/vault/opener'),
  deskVaultTask: at(() => '/desk/vault/task'),
  deskOpenings: at(() => '/desk/openings'),
  deskOpening: at((id: string) => `/desk/openings/${segment(id)}`),
  deskOpeningFile: at((id: string) => `/desk/openings/${segment(id)}/file`),
  deskPrograms: at(() => '/desk/programs'),
  deskProgramNew: at(() => '/desk/programs/new'),
  deskProgram: at((slug: string) => `/desk/programs/${segment(slug)}`),
  audit: at(() => '/audit'),
  auditRound: at((slug: string) => `/audit/rounds/${segment(slug)}`),
  auditRecords: at((slug: string, figure: string) => `/audit/rounds/${segment(slug)}/records/${segment(figure)}`),
  auditTrace: at((pointId: string) => `/audit/points/${segment(pointId)}`),
  admin: at(() => '/admin'),
  adminAccount: at((id: string) => `/admin/accounts/${segment(id)}`),
  adminMissions: at(() => '/admin/missions'),
  adminMission: at((slug: string) => `/admin/missions/${segment(slug)}`),
};
