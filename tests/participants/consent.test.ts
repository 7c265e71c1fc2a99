import { expect, test } from 'vitest';
import { CHOSEN_USES, CONSENT_USES, MEANT_BY_SENDING } from '~/participants/consent';

test('sending means reading and translating; all other uses are choices', () => {
  expect(MEANT_BY_SENDING).toEqual(['read', 'translate']);
  expect([...MEANT_BY_SENDING, ...CHOSEN_USES]).toEqual([...CONSENT_USES]);
});
