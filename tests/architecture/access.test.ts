import { describe, expect, it } from 'vitest';
import { accessOf } from '~/auth/access';
import { PERMISSIONS } from '~/auth/permissions';
import routes from '~/routes';

interface Entry {
  file: string;
  children?: Entry[];
}

function filesOf(entries: readonly Entry[]): string[] {
  return entries.flatMap((entry) => [entry.file, ...filesOf(entry.children ?? [])]);
}

const KNOWN: readonly string[] = ['public', 'signed_in', ...PERMISSIONS];
const files = filesOf((await routes) as Entry[]);

describe('every loader and action names who may call it', () => {
  it.each(files)('%s', async (file) => {
    const module = (await import(`../../app/${file}`)) as Record<string, unknown>;
    for (const name of ['loader', 'action'] as const) {
      if (name in module) expect(KNOWN, `${file} ${name}`).toContain(accessOf(module[name]));
    }
    expect('default' in module || 'loader' in module || 'action' in module).toBe(true);
  });

  it('opens the desk to nobody by accident', async () => {
    const staff = files.filter((file) => /routes\/(desk|audit|admin)\//.test(file));
    expect(staff.length).toBeGreaterThan(20);
    for (const file of staff) {
      const module = (await import(`../../app/${file}`)) as Record<string, unknown>;
      for (const name of ['loader', 'action']) if (name in module) expect(accessOf(module[name])).not.toBe('public');
      if (!file.endsWith('nav.ts')) expect('loader' in module, `${file} has a loader of its own`).toBe(true);
    }
  });
});
