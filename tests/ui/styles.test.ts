import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const css = readFileSync('app/ui/styles.css', 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
const declarations = [...css.matchAll(/(?<=[{;]\s*)([a-z-]+)\s*:\s*([^;{}]+);/g)].map(([, property, value]) => ({
  property: property!,
  value: value!.replace(/\s+/g, ' '),
}));

const PHYSICAL =
  /^((margin|padding|border|scroll-margin|scroll-padding)-(top|right|bottom|left)\b.*|top|right|bottom|left|(min-|max-)?(width|height)|overflow-[xy]|border-(top|bottom)-(left|right)-radius)$/;
// The axis in which text runs is horizontal in every language offered, and the logical names are not known to all browsers.
const KNOWN = ['overflow-x'];

function token(name: string): string {
  const value = css.match(new RegExp(`--${name}: (#[0-9a-f]{3,6});`))?.[1];
  if (!value) throw new Error(`no token ${name}`);
  return value.length === 4 ? `#${[...value.slice(1)].map((c) => c + c).join('')}` : value;
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe('the style sheet', () => {
  it('stays within 4.5 kB as browsers get it', () => {
    expect(brotliCompressSync(readFileSync('app/ui/styles.css')).length).toBeLessThanOrEqual(4500);
  });

  it('was read: many declarations were found', () => {
    expect(declarations.length).toBeGreaterThan(250);
  });

  it('names no physical side or size', () => {
    const physical = declarations.filter(({ property }) => PHYSICAL.test(property) && !KNOWN.includes(property));
    expect(physical).toEqual([]);
  });

  it('has no shorthand of four values, no sideways translation, no left and right in values', () => {
    const boxes = declarations.filter(({ property }) =>
      /^(margin|padding|inset|border-(width|color|style|radius))$/.test(property),
    );
    expect(boxes.filter(({ value }) => value.split(/ (?![^(]*\))/).length > 2)).toEqual([]);
    expect(declarations.filter(({ value }) => /translate|\b(left|right)\b/.test(value))).toEqual([]);
  });

  it('loads nothing', () => {
    expect(css).not.toMatch(/url\(|@import|@font-face/);
  });

  it.each([
    ['ink', 'paper'],
    ['soft', 'paper'],
    ['soft', 'mist'],
    ['soft', 'wash'],
    ['primary', 'paper'],
    ['primary', 'wash'],
    ['primary', 'wait-wash'],
    ['primary', 'stop-wash'],
    ['paper', 'navy'],
    ['good', 'good-wash'],
    ['wait', 'wait-wash'],
    ['stop', 'stop-wash'],
    ['stop', 'paper'],
  ])('%s on %s can be read (4.5:1)', (text, ground) => {
    expect(contrast(token(text), token(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ['edge', 'paper'],
    ['focus', 'paper'],
  ])('%s on %s can be seen (3:1)', (line, ground) => {
    expect(contrast(token(line), token(ground))).toBeGreaterThanOrEqual(3);
  });
});
