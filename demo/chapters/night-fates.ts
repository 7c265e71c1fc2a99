import type { DisposalInput } from '~/decisions/disposition';
import type { StoryClock } from '../clock';

/** What becomes of a theme's points where a point does not say otherwise. */
export const FATE_OF_THEME: Readonly<Record<string, string>> = {
  night: 'night',
  women: 'women',
  complaints: 'complaints',
  detention: 'detention',
  fuel: 'fuel',
  training: 'training',
  safety: 'noted',
  services: 'services',
};

const refused = (reason: DisposalInput['reason'], proof: string): DisposalInput => ({
  kind: 'not_incorporated',
  reason,
  proof,
});

/** The fates by name: what a decision takes up, what is recommended, and what is refused, each with its own proof. */
export function nightFates(
  decisions: Readonly<Record<string, string>>,
  elements: Readonly<Record<string, string>>,
  clock: StoryClock,
): Readonly<Record<string, DisposalInput>> {
  return {
    night: { kind: 'incorporated', decisionId: decisions.night },
    women: { kind: 'incorporated', decisionId: decisions.women },
    training: { kind: 'incorporated', decisionId: decisions.training },
    complaints: { kind: 'partly', decisionId: decisions.complaints },
    detention: { kind: 'partly', decisionId: decisions.detention },
    fuel: { kind: 'recommended', decisionId: decisions.fuel },
    reflected: { kind: 'already_reflected', elementId: elements['3.1'] },
    deferred: { kind: 'deferred', reviewOn: clock.day(-60) },
    noted: { kind: 'noted' },
    question: { kind: 'answered' },
    unintelligible: { kind: 'unintelligible' },
    services: { kind: 'referred', proof: 'Sent to the aid coordination forum of the region, without sender or place.' },
    legal_bar: refused(
      'legal_bar',
      'Law 12 on personal records, article 9: names of people who are held are given to their family and the judge alone.',
    ),
    budget: refused(
      'no_budget',
      'Budget line 7.1, interpreters: spent to the last hour until the end of the year; the next one is asked for in line 7.1 of the coming plan.',
    ),
    evidence: refused(
      'evidence_contradicts',
      'Injury reports of both district hospitals: 31 people hurt at night in the year before the training, 12 in the year since.',
    ),
    safety_of_others: refused(
      'safety_of_others',
      'Risk assessment of the round, line 4: two patrols whose hours were known in advance were ambushed.',
    ),
  };
}
