import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byUrgency, FLAG_HOURS, flagClock, stoppedClock } from '~/participants/flag-clock';
import {
  FLAG_EVENTS,
  FLAG_KINDS,
  FLAG_LEVELS,
  FLAG_REACHES,
  FLAG_STATES,
  FLAG_WORKFLOW,
  gravest,
  isOpenFlag,
  levelOf,
  setsApart,
  stopsRound,
  type FlagPermission,
} from '~/participants/risk-flag';
import { newSuggestions, suggestionsFor, systemLevel } from '~/participants/risk-rules';
import { step } from '~/workflow/workflow';

const officer = (one: FlagPermission) => one === 'item.sensitive';
const sender = (one: FlagPermission) => one === 'participant.own';
const raised = { state: 'raised', kind: 'reprisal', reasoned: true } as const;

describe('the life of a risk flag', () => {
  it('goes raised, triaged, mitigating, and ends resolved, accepted, or escalated and then resolved', () => {
    const ways = FLAG_EVENTS.map((event) => [event, FLAG_WORKFLOW[event].from, FLAG_WORKFLOW[event].to]);
    expect(ways).toEqual([
      ['triage', ['raised'], 'triaged'],
      ['mitigate', ['triaged'], 'mitigating'],
      ['escalate', ['triaged', 'mitigating'], 'escalated'],
      ['resolve', ['triaged', 'mitigating', 'escalated'], 'resolved'],
      ['accept', ['triaged', 'mitigating'], 'accepted_by_participant'],
    ]);
  });

  it('lets no flag be resolved that nobody triaged, nor any move be made without saying why', () => {
    expect(step(FLAG_WORKFLOW, raised, 'resolve', officer)).toEqual({ ok: false, refusal: 'workflow.not_from_here' });
    for (const event of ['triage', 'mitigate', 'escalate', 'resolve'] as const) {
      const [from] = FLAG_WORKFLOW[event].from;
      const silent = { ...raised, state: from!, reasoned: false };
      expect(step(FLAG_WORKFLOW, silent, event, officer)).toEqual({ ok: false, refusal: 'risk_flag.reason_needed' });
      expect(step(FLAG_WORKFLOW, { ...silent, reasoned: true }, event, officer).ok).toBe(true);
      expect(step(FLAG_WORKFLOW, { ...silent, reasoned: true }, event, sender).ok).toBe(false);
    }
  });

  it('is the sender alone who takes a risk on oneself, and never a complaint about staff', () => {
    const triaged = { ...raised, state: 'triaged' as const };
    expect(step(FLAG_WORKFLOW, triaged, 'accept', sender).ok).toBe(true);
    expect(step(FLAG_WORKFLOW, triaged, 'accept', officer).ok).toBe(false);
    expect(step(FLAG_WORKFLOW, { ...triaged, kind: 'staff_conduct' }, 'accept', sender)).toEqual({
      ok: false,
      refusal: 'risk_flag.complaint',
    });
  });

  it('counts while it is open', () => {
    expect(FLAG_STATES.filter((state) => !isOpenFlag(state))).toEqual(['resolved', 'accepted_by_participant']);
  });

  it('sets apart what is severe and every complaint about staff', () => {
    const apart = FLAG_KINDS.flatMap((kind) => FLAG_LEVELS.map((level) => ({ kind, level }))).filter(setsApart);
    expect(apart.every(({ kind, level }) => level === 'severe' || kind === 'staff_conduct')).toBe(true);
    expect(apart).toHaveLength(FLAG_KINDS.length + FLAG_LEVELS.length - 1);
  });
});

describe('what stops a round', () => {
  it('is severe, triaged, and reaches beyond the sender: one of all', () => {
    const all = FLAG_STATES.flatMap((state) =>
      FLAG_LEVELS.flatMap((level) =>
        [null, ...FLAG_LEVELS].flatMap((assessedLevel) =>
          FLAG_REACHES.map((reach) => ({ state, level, assessedLevel, reach })),
        ),
      ),
    );
    const stopping = all.filter(stopsRound);
    for (const flag of stopping) {
      expect(levelOf(flag)).toBe('severe');
      expect(['triaged', 'mitigating', 'escalated']).toContain(flag.state);
      expect(['round', 'program']).toContain(flag.reach);
    }
    // Three states, two reaches, and of 20 pairs of levels the 8 with a severe one.
    expect(stopping).toHaveLength(3 * 2 * 8);
  });

  it('takes the graver of what was raised and what was assessed', () => {
    expect(levelOf({ level: 'severe', assessedLevel: 'low' })).toBe('severe');
    expect(levelOf({ level: 'low', assessedLevel: 'high' })).toBe('high');
    expect(gravest([])).toBe('none');
  });
});

describe('the clock of a flag', () => {
  const flag = {
    level: 'severe',
    assessedLevel: null,
    state: 'raised',
    raisedHour: 100,
    elapsedHours: null,
    met: null,
  } as const;

  it('has 4 hours, 24 hours or 5 days, in whole hours', () => {
    expect(FLAG_HOURS).toEqual({ severe: 4, high: 24, moderate: 120, low: 120 });
    expect(flagClock(flag, 104)).toEqual({ hoursLeft: 0, late: false });
    expect(flagClock(flag, 105)).toEqual({ hoursLeft: -1, late: true });
    expect(flagClock({ ...flag, level: 'low', assessedLevel: 'high' }, 101).hoursLeft).toBe(23);
  });

  it('keeps how long it took and whether that was in time, for the level as raised', () => {
    expect(stoppedClock(flag, 104)).toEqual({ elapsedHours: 4, met: true });
    expect(stoppedClock(flag, 105)).toEqual({ elapsedHours: 5, met: false });
    expect(flagClock({ ...flag, elapsedHours: 5, met: false }, 999)).toEqual({ hoursLeft: null, late: true });
  });

  it('agrees with itself at every hour', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FLAG_LEVELS), fc.nat(500), fc.nat(500), (level, raisedHour, later) => {
        const one = { ...flag, level, raisedHour };
        expect(stoppedClock(one, raisedHour + later).met).toBe(!flagClock(one, raisedHour + later).late);
      }),
    );
  });

  it('puts late first, then what is left, then what is over', () => {
    const clocks = [null, 3, -2, 90].map((hoursLeft) => ({ hoursLeft, late: (hoursLeft ?? 0) < 0 }));
    expect(clocks.sort(byUrgency).map(({ hoursLeft }) => hoursLeft)).toEqual([-2, 3, 90, null]);
  });
});

describe('the rules of the system', () => {
  const many = { submissions: 50, inPlace: null, civicSpace: 'open' } as const;

  it('weigh small groups, small places and restrictive countries', () => {
    expect(systemLevel(many)).toBe('none');
    expect(systemLevel({ ...many, submissions: 4 })).toBe('moderate');
    expect(systemLevel({ ...many, submissions: 5 })).toBe('none');
    expect(systemLevel({ ...many, inPlace: 4 })).toBe('moderate');
    expect(systemLevel({ ...many, civicSpace: 'repressed' })).toBe('low');
    expect(systemLevel({ ...many, civicSpace: 'closed' })).toBe('moderate');
  });

  it.each([
    ['We saw Captain Okoro at the market.', 'named_accusation'],
    ['At the gate stood Idris Maina Bukar with a rifle.', 'named_accusation'],
    ['رأينا العقيد إدريس عند السوق', 'named_accusation'],
    ['I am 15 and walk to school past the post.', 'minor'],
    ['Ma fille est âgée de 9 ans.', 'minor'],
  ])('find in “%s” what a person should look at', (text, kind) => {
    expect(suggestionsFor(text).map((one) => one.kind)).toContain(kind);
  });

  it('find nothing in plain words, and raise no kind twice', () => {
    expect(suggestionsFor('Patrols at night frighten the traders of the market.')).toEqual([]);
    const [one] = suggestionsFor('We saw Captain Okoro.');
    expect(newSuggestions([one!, one!], [])).toEqual([one]);
    expect(newSuggestions([one!], ['named_accusation'])).toEqual([]);
  });
});
