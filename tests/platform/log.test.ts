import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allowedFields, LOG_FIELDS, type LogEntry } from '~/platform/log-fields';
import { errorClass, projectFrames } from '~/platform/log-frames.server';
import { createLog } from '~/platform/log.server';

function written(strict: boolean) {
  const lines: string[] = [];
  const log = createLog({
    destination: { write: (line) => void lines.push(line) },
    strict,
    now: () => new Date('2026-01-15T10:42:31Z'),
  });
  return { log, lines };
}

describe('the allow-list', () => {
  test('a line is the hour, the level, the event and what the list allows', () => {
    const { log, lines } = written(true);
    log.event('record.batch_signed', { count: 64, ok: true, job: 'sequencer' });
    expect(JSON.parse(lines[0]!)).toEqual({
      level: 'info',
      hour: '2026-01-15T10Z',
      event: 'record.batch_signed',
      count: 64,
      ok: true,
      job: 'sequencer',
    });
    expect(lines[0]).not.toMatch(/42|pid|hostname|time/);
  });

  test('what is not on the list is dropped, and throws where tests run, without its value', () => {
    const entry = { count: 1, address: 'canary', email: 'canary', message: 'canary' } as LogEntry;
    const { log, lines } = written(false);
    log.event('request', entry);
    expect(JSON.parse(lines[0]!)).toEqual({ level: 'info', hour: '2026-01-15T10Z', event: 'request', count: 1 });
    expect(() => written(true).log.event('request', entry)).toThrow(
      /^These may not be logged: address, email, message$/,
    );
    expect(() => createLog().event('request', entry)).toThrow(TypeError);
  });

  test('a name on the list does not let just any value through', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(LOG_FIELDS)), fc.string(), (name, noise) => {
        const canary = `canary ${noise}@10.0.0.1`;
        for (const value of [canary, [canary], { [canary]: 1 }, { a: canary }]) {
          expect(allowedFields({ [name]: value })).toEqual({ kept: {}, dropped: [name] });
        }
      }),
    );
  });

  test('no path with something in its parameters, no return code, no sentence', () => {
    const bad: object[] = [
      { route: '/en/rounds/night-patrols' },
      { reason: 'k7xm-2w9q-4hht-0vrd-8c3n-a5pz-6e1j' },
      { reason: 'The text of a person' },
      { counts: { '/en/rounds/x 2xx': 1 } },
      { id: 'someone' },
      { constructor: 'x' },
      { frames: ['app/x.ts:1 secret'] },
    ];
    for (const entry of bad) expect(allowedFields(entry).kept).toEqual({});
  });

  test('a sentence is no name of an event', () => {
    const { log, lines } = written(false);
    log.event('submission by canary');
    expect(JSON.parse(lines[0]!)).toMatchObject({ event: 'unnamed' });
    expect(() => written(true).log.event('Submission by canary')).toThrow(TypeError);
  });
});

describe('errors', () => {
  test('are told by class, id and place', () => {
    const { log, lines } = written(true);
    log.error(new RangeError('canary: Invalid `prisma.item.create()`'), '0123456789abcdef');
    const line = JSON.parse(lines[0]!) as Record<string, unknown>;
    expect(line).toMatchObject({ event: 'error', level: 'error', error: 'RangeError', id: '0123456789abcdef' });
    expect((line['frames'] as string[])[0]).toMatch(/^tests\/platform\/log\.test\.ts:\d+$/);
    expect(lines[0]).not.toContain('canary');
  });

  test('a message that imitates frames of real files adds none', () => {
    const honest = projectFrames(new Error('x'));
    const forged = projectFrames(
      new Error(`x\n    at canary (${process.cwd()}/package.json:1:1)\n    at ${process.cwd()}/app/root.tsx:5:1`),
    );
    expect(honest.length).toBeGreaterThan(0);
    expect(forged.map((frame) => frame.split(':')[0])).toEqual(honest.map((frame) => frame.split(':')[0]));
  });

  test('files outside the project, of packages and of nowhere are no frames', () => {
    const error = new Error('x');
    const root = process.cwd();
    error.stack = `Error: x\n    at a (/etc/passwd:1:1)\n    at b (${root}/node_modules/pino/pino.js:1:1)\n    at c (${root}/app/canary.ts:1:1)\n    at file://${root}/package.json:7:1\n    at node:internal/x:1:1`;
    expect(projectFrames(error)).toEqual(['package.json:7']);
  });

  test('what was thrown may be anything', () => {
    for (const thrown of [
      'canary',
      null,
      undefined,
      7,
      { message: 'canary' },
      Object.assign(new Error('x'), { name: 'canary', stack: 5 }),
    ]) {
      const { log, lines } = written(true);
      log.error(thrown);
      expect(lines[0]).not.toContain('canary');
    }
    class canary_é extends Error {}
    expect(errorClass(new canary_é())).toBe('Error');
    expect(errorClass('text')).toBe('NotAnError');
  });
});
