import { describe, expect, it } from 'vitest';
import { decideCreate, decideRetention, isTimeZone, type NewMission } from '~/missions/mission';
import { missionForm, missionOf } from '~/missions/mission-input';

const wish: NewMission = {
  slug: 'kanem',
  name: { en: 'Kanem' },
  countryCode: 'TD',
  timeZone: 'Africa/Ndjamena',
  restDays: [5],
};

describe('missions', () => {
  it('need a slug of their own and a day on which somebody works', () => {
    expect(decideCreate(wish, false).ok).toBe(true);
    expect(decideCreate(wish, true)).toMatchObject({ refusal: 'mission.slug_taken' });
    expect(decideCreate({ ...wish, restDays: [1, 2, 3, 4, 5, 6, 7] }, false)).toMatchObject({
      refusal: 'mission.no_working_day',
    });
  });

  it('settle retention with an authority, and not twice the same', () => {
    const setting = { retention: 'archive', authority: 'Schedule 7' } as const;
    expect(decideRetention({ retention: null, retentionAuthority: null }, setting).ok).toBe(true);
    expect(decideRetention({ retention: 'destroy', retentionAuthority: 'Schedule 7' }, setting).ok).toBe(true);
    expect(decideRetention({ retention: 'archive', retentionAuthority: 'Schedule 7' }, setting)).toMatchObject({
      refusal: 'mission.retention_unchanged',
    });
  });

  it('know time zones by name', () => {
    expect(isTimeZone('Africa/Ndjamena')).toBe(true);
    expect(isTimeZone('Africa/Nowhere')).toBe(false);
  });

  it('are read from their form', () => {
    const form = {
      slug: ' Kanem ',
      name_en: 'Kanem',
      name_fr: '',
      country_code: 'td',
      time_zone: 'UTC',
      rest_days: ['6', '5', '5'],
    };
    const read = missionForm.parse(form);
    expect(missionOf(read)).toEqual({
      slug: 'kanem',
      name: { en: 'Kanem' },
      countryCode: 'TD',
      timeZone: 'UTC',
      restDays: [5, 6],
    });
    expect(missionForm.safeParse({ ...form, country_code: 'Chad' }).success).toBe(false);
    expect(missionForm.safeParse({ ...form, rest_days: ['8'] }).success).toBe(false);
    expect(missionForm.safeParse({ ...form, slug: 'a b' }).success).toBe(false);
  });
});
