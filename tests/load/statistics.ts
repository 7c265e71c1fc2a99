/** The value below which this share of the values lies, between two values in proportion. NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (below === undefined || above === undefined) return NaN;
  return below + (above - below) * (place - Math.floor(place));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The largest distance between the two distributions: 0 where they are the same, 1 where they do not touch. */
export function ksDistance(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [one, other].map((values) => [...values].sort((x, y) => x - y)) as [number[], number[]];
  let [i, j, largest] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const next = Math.min(a[i]!, b[j]!);
    while (a[i] === next) i += 1;
    while (b[j] === next) j += 1;
    largest = Math.max(largest, Math.abs(i / a.length - j / b.length));
  }
  return largest;
}

/** The values in a random order. */
export function shuffled<T>(values: readonly T[], random: () => number): T[] {
  const mixed = [...values];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
  }
  return mixed;
}

/** The widest distance between the medians of several groups. */
export function medianSpread(groups: readonly (readonly number[])[]): number {
  const medians = groups.map(median);
  return Math.max(...medians) - Math.min(...medians);
}

/**
 * How likely groups that are alike would be at least as far apart, by `distance`, as these are: the groups are dealt anew
 * `rounds` times from all values. Small means that something tells them apart; never 0, since the groups as they are
 * count as one deal.
 */
export function permutationChance(
  groups: readonly (readonly number[])[],
  distance: (groups: readonly (readonly number[])[]) => number,
  rounds: number,
  random: () => number,
): number {
  const seen = distance(groups);
  const all = groups.flat();
  let asFar = 1;
  for (let round = 0; round < rounds; round += 1) {
    const mixed = shuffled(all, random);
    let from = 0;
    const dealt = groups.map(({ length }) => mixed.slice(from, (from += length)));
    if (distance(dealt) >= seen) asFar += 1;
  }
  return asFar / (rounds + 1);
}
