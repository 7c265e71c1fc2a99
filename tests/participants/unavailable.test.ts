import { expect, test } from 'vitest';
import { isUnavailable, worthASecondTry } from '~/participants/unavailable.server';

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });
const throughPrisma = (cause: object) =>
  Object.assign(new Error('x'), {
    code: 'P2010',
    meta: { driverAdapterError: Object.assign(new Error('y'), { cause }) },
  });

test.each([
  ['refused', coded('ECONNREFUSED')],
  ['refused on both addresses of a name', new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')])],
  ['the database full', coded('53100')],
  ['too many connections', coded('53300')],
  ['shutting down', coded('57P01')],
  ['a deadlock', coded('40P01')],
  ['cut', new Error('Connection terminated unexpectedly')],
  ['no place in the pool', new Error('timeout exceeded when trying to connect')],
  ['unreachable, by the client', coded('P1001')],
  ['no transaction in time', coded('P2028')],
  ['the database full, through the client', throughPrisma({ kind: 'postgres', originalCode: '53100' })],
  ['closed, through the client', throughPrisma({ kind: 'ConnectionClosed' })],
])('%s passes', (_, error) => expect(isUnavailable(error)).toBe(true));

test.each([
  ['a broken rule', coded('23514')],
  ['a missing right', coded('42501')],
  ['no fact', coded('P0001')],
  ['a bug', new TypeError('undefined is not a function')],
  ['a word', 'ECONNREFUSED'],
  ['nothing', null],
])('%s does not', (_, error) => expect(isUnavailable(error)).toBe(false));

test('who has waited for a place is not made to wait again; who was cut may try at once', () => {
  expect(worthASecondTry(new Error('timeout exceeded when trying to connect'))).toBe(false);
  expect(worthASecondTry(coded('40P01'))).toBe(true);
  expect(worthASecondTry(coded('ECONNRESET'))).toBe(true);
});
