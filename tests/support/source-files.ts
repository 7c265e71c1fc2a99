import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface SourceFile {
  /** From the project's top, with forward slashes: `app/rounds/round.ts`. */
  path: string;
  text: string;
  /** What it imports of the project, as paths without extension; type imports count. */
  imports: string[];
}

const IMPORT = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g;

function withoutExtension(file: string): string {
  return file.replace(/\.(tsx?|json)$/, '');
}

function importsOf(file: string, text: string): string[] {
  return [...text.matchAll(IMPORT)].flatMap(([, name = '']) => {
    const clean = name.replace(/\?.*$/, '');
    if (clean.startsWith('~/')) return [withoutExtension(`app/${clean.slice(2)}`)];
    if (clean.startsWith('.')) return [withoutExtension(path.posix.join(path.posix.dirname(file), clean))];
    return [];
  });
}

/** The source files below a folder, without what is generated. */
export function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.posix.join(entry.parentPath.split(path.sep).join('/'), entry.name))
    .filter((file) => !file.includes('/generated/'))
    .sort()
    .map((file) => {
      const text = readFileSync(file, 'utf8');
      return { path: file, text, imports: importsOf(file, text) };
    });
}
