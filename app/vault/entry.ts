export const ENTRY_KINDS = ['person', 'organisation'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** A person or organisation outside government, as everybody but two officers sees them. */
export interface Entry {
  id: string;
  kind: EntryKind;
  pseudonym: string;
  state: 'kept' | 'destroyed';
}

/** Plants, stones and winds: nothing in them leads to a place, a people or a language of the field. */
const WORDS = [
  'Alder', 'Amber', 'Aspen', 'Basalt', 'Beryl', 'Birch', 'Breeze', 'Cedar', 'Cinder', 'Clover', 'Cobalt', 'Copper',
  'Coral', 'Cypress', 'Dune', 'Ember', 'Fern', 'Flint', 'Garnet', 'Granite', 'Hazel', 'Heather', 'Indigo', 'Ivy',
  'Jasper', 'Juniper', 'Laurel', 'Lichen', 'Linden', 'Lotus', 'Maple', 'Marble', 'Mistral', 'Moss', 'Myrtle', 'Onyx',
  'Opal', 'Pebble', 'Pumice', 'Quartz', 'Reed', 'Rowan', 'Saffron', 'Sage', 'Sedge', 'Slate', 'Sorrel', 'Spruce',
  'Tamarisk', 'Thistle', 'Thyme', 'Topaz', 'Umber', 'Violet', 'Willow', 'Yarrow', 'Zephyr',
] as const; // prettier-ignore

/** How many pseudonyms there are. */
export const PSEUDONYMS = WORDS.length * 9_990;

/** The pseudonym of a number below `PSEUDONYMS`, chosen at random by the caller: `Juniper-417`. */
export function pseudonymOf(number: number): string {
  return `${WORDS[number % WORDS.length]}-${10 + Math.floor(number / WORDS.length)}`;
}
