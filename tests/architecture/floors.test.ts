import { describe, expect, it } from 'vitest';
import { sourceFiles, type SourceFile } from '../support/source-files';

/** From top to bottom. A folder imports only from the floors below it; type imports count. */
const FLOORS = [
  'app/*',
  'app/commands',
  'app/backup',
  'app/routes',
  'app/reports',
  'app/decisions',
  'app/feedback',
  'app/rounds',
  'app/news',
  'app/programs',
  'app/participants',
  'app/vault',
  'app/missions',
  'app/auth',
  'app/record',
  'app/workflow',
  'app/ui',
  'app/i18n',
  'app/platform',
  'app/generated',
];

function floorOf(file: string): number {
  const parts = file.split('/');
  return FLOORS.indexOf(parts.length === 2 ? 'app/*' : `app/${parts[1]}`);
}

/** Arrows that go up, and folders that stand on no floor. */
function arrowsUp(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const own = floorOf(file.path);
    if (own < 0) return [`${file.path} stands on no floor`];
    return file.imports
      .filter((name) => name.startsWith('app/') && floorOf(name) < own)
      .map((name) => `${file.path} → ${name}`);
  });
}

/** Circles of files, each told once. */
function circles(files: readonly SourceFile[]): string[] {
  const byName = new Map(files.map((file) => [file.path.replace(/\.tsx?$/, ''), file.imports]));
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (name: string, trail: readonly string[]): void => {
    const start = trail.indexOf(name);
    if (start >= 0) found.push([...trail.slice(start), name].join(' → '));
    if (start >= 0 || done.has(name)) return;
    for (const next of byName.get(name) ?? []) if (byName.has(next)) visit(next, [...trail, name]);
    done.add(name);
  };
  for (const name of byName.keys()) visit(name, []);
  return found;
}

const file = (path: string, ...imports: string[]): SourceFile => ({ path, text: '', imports });

describe('floors', () => {
  const files = sourceFiles('app');

  it('has no arrow that goes up', () => {
    expect(arrowsUp(files)).toEqual([]);
  });

  it('has no circle', () => {
    expect(circles(files)).toEqual([]);
  });

  it('would notice both', () => {
    expect(arrowsUp([file('app/ui/a.ts', 'app/rounds/b')])).toEqual(['app/ui/a.ts → app/rounds/b']);
    expect(arrowsUp([file('app/attic/a.ts')])).toEqual(['app/attic/a.ts stands on no floor']);
    expect(circles([file('app/ui/a.ts', 'app/ui/b'), file('app/ui/b.ts', 'app/ui/a')])).toHaveLength(1);
  });

  it('has no room without a limit', () => {
    const nameless = /\/(index|service|helpers|utils|misc|common)(\.server)?\.tsx?$/;
    expect(files.map(({ path }) => path).filter((path) => nameless.test(path))).toEqual([]);
  });
});
