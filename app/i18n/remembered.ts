/**
 * The function with what it gave before. For pure functions of a short text that pages ask over and over; `most` answers
 * are kept, since some of the texts are typed by strangers.
 */
export function remembered<T>(work: (text: string) => T, most = 1_000): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as T;
    const made = work(text);
    if (known.size >= most) known.clear();
    known.set(text, made);
    return made;
  };
}
