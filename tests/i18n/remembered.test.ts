import { expect, it } from 'vitest';
import { remembered } from '~/i18n/remembered';

function counted(most?: number) {
  const asked: string[] = [];
  const work = remembered((text) => (asked.push(text), text === 'nothing' ? null : text.length), most);
  return { asked, work };
}

it('asks once for each text, also where the answer is nothing', () => {
  const { asked, work } = counted();
  expect([work('ab'), work('ab'), work('nothing'), work('nothing')]).toEqual([2, 2, null, null]);
  expect(asked).toEqual(['ab', 'nothing']);
});

it('keeps no more than it may, and goes on answering', () => {
  const { asked, work } = counted(2);
  for (const text of ['a', 'b', 'c', 'a']) expect(work(text)).toBe(1);
  expect(asked).toEqual(['a', 'b', 'c', 'a']);
});

it('remembers nothing of what was refused', () => {
  let asked = 0;
  const work = remembered(() => {
    asked += 1;
    throw new Error('no');
  });
  expect(() => work('a')).toThrow();
  expect(() => work('a')).toThrow();
  expect(asked).toBe(2);
});
