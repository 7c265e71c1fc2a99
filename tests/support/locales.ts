import { baseOf, checkTexts, flatten, pluralBases, type LocaleFiles } from './locale-texts';
import { keyUses, type KeyUse } from './locale-uses';

/** Source texts by their path. */
export type Sources = Record<string, string>;

function served(base: string, use: KeyUse): boolean {
  return use.isPrefix ? base.startsWith(use.key) : base === use.key;
}

/** The keys of an area as the code names them: a plural once, without its endings. */
function namedKeys(files: LocaleFiles): Map<string, Set<string>> {
  return new Map(
    Object.entries(files.en ?? {}).map(([area, texts]) => {
      const flat = flatten(texts);
      const plurals = pluralBases(flat);
      return [area, new Set([...flat.keys()].map((key) => baseOf(key, plurals)))];
    }),
  );
}

function missingKeys(keys: Map<string, Set<string>>, uses: readonly KeyUse[]): string[] {
  return uses
    .filter((use) => !use.areas.some((area) => [...(keys.get(area) ?? [])].some((base) => served(base, use))))
    .map(
      ({ file, line, areas, key, isPrefix }) =>
        `${file}:${line}: ${areas.join('|')}:${key}${isPrefix ? '…' : ''}: no such text`,
    );
}

function unusedKeys(
  keys: Map<string, Set<string>>,
  uses: readonly KeyUse[],
  dynamic: Record<string, readonly string[]>,
) {
  return [...keys].flatMap(([area, bases]) => {
    const here = uses.filter((use) => use.areas.includes(area));
    const prefixes = dynamic[area] ?? [];
    return [...bases]
      .filter((base) => !here.some((use) => served(base, use)) && !prefixes.some((prefix) => base.startsWith(prefix)))
      .map((base) => `locales/en/${area}.json: ${base}: not used`);
  });
}

/** Everything wrong with the locales, one line each, with file and key: among themselves, and against the sources. */
export function checkLocales(
  files: LocaleFiles,
  sources: Sources,
  dynamic: Record<string, readonly string[]> = {},
): string[] {
  const keys = namedKeys(files);
  const areas = [...keys.keys()];
  const uses = Object.entries(sources).flatMap(([file, text]) => keyUses(file, text, areas));
  return [...new Set([...checkTexts(files), ...missingKeys(keys, uses), ...unusedKeys(keys, uses, dynamic)])];
}
