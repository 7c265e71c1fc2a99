import { expect, test } from 'vitest';
import { readRange } from '~/platform/http/range';

test.each([
  [null, null],
  ['', null],
  ['bytes=-', null],
  ['bytes=0-1,3-4', null],
  ['items=0-1', null],
  ['bytes=5-2', null],
  ['bytes=99999999999999999999-', null],
  ['bytes=0-', { from: 0, to: 100 }],
  ['bytes=0-0', { from: 0, to: 1 }],
  ['bytes=90-400', { from: 90, to: 100 }],
  ['bytes=-30', { from: 70, to: 100 }],
  ['bytes=-300', { from: 0, to: 100 }],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=100-', 'unsatisfiable'],
])('%j of a hundred bytes', (header, wanted) => {
  expect(readRange(header, 100)).toEqual(wanted);
});
