/** One code as a codebook lists it: type, category, code. */
export interface CodeEntry {
  kind: string;
  category: string;
  label: string;
}

export interface CodebookFile {
  slug: string;
  title: string;
  edition: string;
  source: string;
  codes: readonly CodeEntry[];
}

/** `row` is a path into the file, such as `types[0].categories[2].name`. */
export interface FileProblem {
  row: string;
  problem: 'not_an_object' | 'not_a_list' | 'missing' | 'too_long' | 'twice' | 'nothing_inside';
}

export type CodebookReading = { ok: true; codebook: CodebookFile } | { ok: false; problems: FileProblem[] };

const LONGEST = 300;

type Found = Record<string, unknown>;

class Reading {
  readonly problems: FileProblem[] = [];

  object(value: unknown, row: string): Found {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Found;
    this.problems.push({ row, problem: 'not_an_object' });
    return {};
  }

  list(value: unknown, row: string): [item: Found, row: string][] {
    if (!Array.isArray(value)) {
      this.problems.push({ row, problem: value === undefined ? 'missing' : 'not_a_list' });
      return [];
    }
    if (value.length === 0) this.problems.push({ row, problem: 'nothing_inside' });
    return value.map((item, index) => [this.object(item, `${row}[${index}]`), `${row}[${index}]`]);
  }

  text(value: unknown, row: string): string {
    const text = typeof value === 'string' ? value.trim().replace(/\s+/g, ' ') : '';
    if (text === '') this.problems.push({ row, problem: 'missing' });
    if (text.length > LONGEST) this.problems.push({ row, problem: 'too_long' });
    return text;
  }

  optional(value: unknown, row: string, otherwise: string): string {
    return value === undefined || value === null ? otherwise : this.text(value, row);
  }
}

function codesIn(reading: Reading, file: Found): CodeEntry[] {
  const seen = new Set<string>();
  return reading.list(file.types, 'types').flatMap(([type, typeRow]) => {
    const kind = reading.text(type.name, `${typeRow}.name`);
    return reading.list(type.categories, `${typeRow}.categories`).flatMap(([group, groupRow]) => {
      const category = reading.text(group.name, `${groupRow}.name`);
      return reading.list(group.codes, `${groupRow}.codes`).map(([code, codeRow]) => {
        const entry = { kind, category, label: reading.text(code.name, `${codeRow}.name`) };
        const key = JSON.stringify(entry);
        if (entry.label && seen.has(key)) reading.problems.push({ row: codeRow, problem: 'twice' });
        seen.add(key);
        return entry;
      });
    });
  });
}

function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/**
 * Reads a coding framework in the form that the IFRC publishes its own in: types, in them categories, in them codes.
 * `edition` and `source` may stand beside `name`. Refuses a file with anything missing, each problem with its place.
 */
export function readCodebook(value: unknown): CodebookReading {
  const reading = new Reading();
  const file = reading.object(value, 'file');
  const title = reading.text(file.name, 'name');
  const codebook: CodebookFile = {
    slug: slugOf(title) || 'codebook',
    title,
    edition: reading.optional(file.edition, 'edition', '1'),
    source: reading.optional(file.source, 'source', title),
    codes: codesIn(reading, file),
  };
  return reading.problems.length > 0 ? { ok: false, problems: reading.problems } : { ok: true, codebook };
}
