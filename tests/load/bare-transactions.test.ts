import { expect, it } from 'vitest';
import { rateIn } from './bare-transactions';

const SAID = `transaction type: four-inserts.sql
number of transactions actually processed: 6543
number of failed transactions: 0 (0.000%)
latency average = 3.666 ms
initial connection time = 21.250 ms
tps = 2182.063811 (without initial connection time)
`;

it('reads the rate that pgbench tells', () => {
  expect(rateIn(SAID)).toBe(2182.063811);
});

it('takes no rate of failed transactions, and none that is not there', () => {
  expect(() => rateIn(SAID.replace('transactions: 0', 'transactions: 3'))).toThrow(/no rate/);
  expect(() => rateIn('connection refused')).toThrow(/no rate/);
});
