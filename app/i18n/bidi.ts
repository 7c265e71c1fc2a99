import type { Direction } from '~/i18n/direction';

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u;
const LEFT_TO_RIGHT = /[\p{L}\p{Nd}]/u;
/** Controls that would let a name reorder the sentence around it: "Trojan Source", CVE-2021-42574. */
const CONTROLS = /[\u202A-\u202E\u2066-\u2069]/gu;

/**
 * A value set apart from the sentence it stands in, by U+2068 and U+2069, wherever its direction is not the
 * sentence's. Addresses are left alone: programs that make links of plain text would take the mark into the link.
 */
export function isolate(value: string, dir: Direction): string {
  const plain = value.replace(CONTROLS, '');
  if (/^[a-z]+:\/\//.test(plain)) return plain;
  const rtl = RIGHT_TO_LEFT.test(plain);
  const apart = dir === 'ltr' ? rtl : LEFT_TO_RIGHT.test(plain.replace(new RegExp(RIGHT_TO_LEFT, 'gu'), ''));
  return apart ? `${FIRST_STRONG_ISOLATE}${plain}${POP_DIRECTIONAL_ISOLATE}` : plain;
}
