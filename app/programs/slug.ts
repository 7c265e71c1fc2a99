/** Longest part of a slug that comes from a title. */
const LONGEST = 48;

/** A title as it can stand in an address: `Night training, Kanem` → `night-training-kanem`; empty when nothing is left. */
export function slugFrom(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
}

/** Without vowels and look-alikes: it spells nothing and is read out without mistakes. */
const LETTERS = 'bcdfghjkmnpqrstvwxz23456789';

/** So many letters from random bytes. */
export function letters(random: Uint8Array): string {
  return [...random].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}
