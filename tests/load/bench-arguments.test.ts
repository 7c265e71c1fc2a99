import { describe, expect, it } from 'vitest';
import { helpLines, OPTIONS, readArguments } from './bench-arguments';

const KNOWN = ['weight', 'submit', 'queue'];
const usual = Object.fromEntries(Object.entries(OPTIONS).map(([name, option]) => [name, option.usual]));

describe('the arguments', () => {
  it('mean every benchmark at its usual size when there are none', () => {
    expect(readArguments([], KNOWN)).toEqual({ kind: 'run', names: KNOWN, json: false, limits: usual });
  });

  it('name benchmarks, which run in their own order and once', () => {
    const read = readArguments(['queue', 'weight', 'queue', '--json'], KNOWN);
    expect(read).toMatchObject({ names: ['weight', 'queue'], json: true });
  });

  it('set sizes', () => {
    const read = readArguments(['queue', '--items', '2000', '--samples=7'], KNOWN);
    expect(read).toMatchObject({ limits: { ...usual, items: 2000, samples: 7 } });
  });

  it.each([
    [['quue'], 'There is no benchmark "quue". There are: weight, submit, queue.'],
    [['--items', '99'], '--items: give a whole number from 100 to 1000000.'],
    [['--items', '1e3'], '--items: give a whole number from 100 to 1000000.'],
    [['--items='], '--items: give a whole number from 100 to 1000000.'],
    [['--turns', '51'], '--turns: give a whole number from 1 to 50.'],
  ])('are refused: %j', (argv, says) => {
    expect(readArguments(argv, KNOWN)).toEqual({ kind: 'wrong', says });
  });

  it('are refused where an option is unknown or lacks its number', () => {
    expect(readArguments(['--fast'], KNOWN).kind).toBe('wrong');
    expect(readArguments(['--items'], KNOWN).kind).toBe('wrong');
  });

  it('ask for help before anything else', () => {
    expect(readArguments(['nothing', '--help'], KNOWN)).toEqual({ kind: 'help' });
    expect(readArguments(['-h'], KNOWN)).toEqual({ kind: 'help' });
  });
});

it('the help names every benchmark and every option with its usual size', () => {
  const help = helpLines([{ name: 'weight', says: 'bytes of pages' }]).join('\n');
  expect(help).toMatch(/weight +bytes of pages/);
  for (const name of Object.keys(OPTIONS)) expect(help).toContain(`--${name} N`);
  expect(help).toContain('[100000]');
});
