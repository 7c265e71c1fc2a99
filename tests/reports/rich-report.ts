import type { DispositionKind } from '~/decisions/disposition';
import { buildReport, type MaterialPoint } from '~/reports/report-building';
import type { RoundReport } from '~/reports/round-report';
import { aMaterial, aSignedDecision, aWeighedPoint } from './material';

const KINDS: readonly DispositionKind[] = [
  'incorporated',
  'incorporated',
  'partly',
  'recommended',
  'not_incorporated',
  'noted',
];

const THEMES = [
  ['Night operations', 'Opérations de nuit', 'العمليات الليلية'],
  ['Complaints and how they are heard', 'Plaintes et leur traitement', 'الشكاوى وكيف تُسمع'],
  ['Training of officers', 'Formation des officiers', 'تدريب الضباط'],
  ['Checkpoints on the market road', 'Postes sur la route du marché', 'نقاط التفتيش على طريق السوق'],
  ['Women and children', 'Femmes et enfants', 'النساء والأطفال'],
  ['Detention', 'Détention', 'الاحتجاز'],
] as const;

const text = (en: string, fr: string, ar: string) => ({ en, fr, ar });

const point = (submission: number, theme: number, kind: DispositionKind): MaterialPoint =>
  aWeighedPoint(submission, {
    themeIds: [`theme-${theme}`],
    kind,
    decisionId: kind === 'incorporated' ? 'decision' : kind === 'partly' ? 'second' : null,
    ...(kind === 'not_incorporated' && {
      reason: theme % 2 === 0 ? ('legal_bar' as const) : ('no_budget' as const),
      proof:
        theme % 2 === 0
          ? 'Law 12 of 2019, article 3, gives that decision to parliament. We sent the point to its committee.'
          : 'Budget line 4.2 of this year is spent; the next one opens in October.',
    }),
  });

/** A full-sized published round: 84 people, six themes, three languages, decisions with several changes. */
export function aRichReport(): RoundReport {
  const points = Array.from({ length: 84 }, (_, index) =>
    point(index, (index * 7) % 6, KINDS[(index * 5 + Math.floor(index / 6)) % KINDS.length]!),
  );
  const purpose = text(
    'How night patrols treat people, and what should change.',
    'Comment les patrouilles de nuit traitent les gens, et ce qui devrait changer.',
    'كيف تعامل الدوريات الليلية الناس، وما الذي ينبغي أن يتغيّر.',
  );
  const base = aMaterial(84, points);
  const recommended = {
    ...aSignedDecision('third', []),
    number: 9,
    level: 'capital' as const,
    outcome: text('A hotline in Kanuri.', 'Une ligne d’appel en kanouri.', 'خط هاتفي بلغة الكانوري.'),
    recommendedTo: 'Bureau of Political-Military Affairs',
    recommendation: 'acknowledged' as const,
    recommendationDue: '2026-06-01',
  };
  const material = {
    ...base,
    round: {
      ...base.round,
      title: text(
        'Night patrols in Kanem: what you said, and what changed',
        'Patrouilles de nuit au Kanem : ce que vous avez dit, et ce qui a changé',
        'الدوريات الليلية في كانم: ما قلتموه وما تغيّر',
      ),
      purpose,
    },
    questions: [
      text('What has happened in your area?', 'Que s’est-il passé chez vous ?', 'ماذا حدث في منطقتكم؟'),
      text('What should change?', 'Que faudrait-il changer ?', 'ما الذي ينبغي أن يتغيّر؟'),
    ],
    submissions: base.submissions.map((one, index) => ({ ...one, language: ['ar', 'fr', 'en'][index % 3]! })),
    themes: THEMES.map(([en, fr, ar], index) => ({ id: `theme-${index}`, title: text(en, fr, ar) })),
    decisions: [
      {
        ...aSignedDecision('decision', ['element-1']),
        outcome: text('Patrols after 22:00 need an order.', 'Après 22 h, un ordre écrit.', 'بعد 22:00 أمر مكتوب.'),
        changes: [
          {
            id: 'c',
            elementId: 'element-1',
            before: text(
              'Patrols may be conducted at any hour.',
              'Les patrouilles peuvent avoir lieu à toute heure.',
              'يجوز تسيير الدوريات في أي ساعة.',
            ),
            after: text(
              'Patrols after 22:00 need a written order and a liaison named to the community council.',
              'Après 22 h, les patrouilles exigent un ordre écrit et un agent de liaison connu du conseil.',
              'تحتاج الدوريات بعد الساعة 22:00 إلى أمر مكتوب وإلى وسيط معروف لدى مجلس الأهالي.',
            ),
            effectiveOn: '2026-03-11',
          },
        ],
      },
      { ...aSignedDecision('second', ['element-2']), number: 8 },
      recommended,
    ],
    commitments: [
      {
        id: 'k',
        decisionId: 'decision',
        text: text('A liaison in each district.', 'Une liaison dans chaque district.', 'وسيط في كل ناحية.'),
        ownerOffice: 'Consultation office',
        dueOn: '2026-05-01',
        state: 'in_progress' as const,
        evidence: null,
        reason: null,
        version: 1,
      },
    ],
  };
  const words = {
    introduction: text(
      'Thank you to everybody who answered. Here is what became of it.',
      'Merci à toutes celles et ceux qui ont répondu. Voici ce qui en est advenu.',
      'شكرًا لكل من أجاب. هذا ما آلت إليه إجاباتكم.',
    ),
    youSaid: text(
      'Patrols come after midnight without notice. There is nobody to complain to.',
      'Les patrouilles viennent après minuit sans prévenir. Il n’y a personne à qui se plaindre.',
      'تأتي الدوريات بعد منتصف الليل دون إنذار. ولا أحد يُشتكى إليه.',
    ),
  };
  return buildReport(material, words, []);
}
