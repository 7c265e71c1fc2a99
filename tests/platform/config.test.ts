import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Config, readConfig } from '~/platform/config.server';

function accepted(env: NodeJS.ProcessEnv): Config {
  const reading = readConfig(env);
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading.config;
}

function problems(env: Record<string, string>): string[] {
  const reading = readConfig(env as unknown as NodeJS.ProcessEnv);
  return reading.ok ? [] : reading.problems;
}

const config = (env: Record<string, string> = {}) => accepted(env as unknown as NodeJS.ProcessEnv);

describe('without any setting', () => {
  it('serves everything on localhost:3000, from ./data', () => {
    expect(config()).toEqual({
      port: 3000,
      origin: 'http://localhost:3000',
      onionOrigin: null,
      onionPort: null,
      listenHost: '127.0.0.1',
      databaseUrl: null,
      dataDir: resolve('data'),
      keysDir: resolve('data', 'keys'),
      keysBesideData: true,
      smtpUrl: null,
      mailFrom: null,
      part: 'all',
      trustedProxies: [],
      vaultRoots: {},
    });
  });

  it('takes an empty variable for one that is not set', () => {
    const empty = { PORT: '', ORIGIN: ' ', DATABASE_URL: '', KEYS_DIR: '', SMTP_URL: '', ANSWERABLE_PART: '' };
    expect(config(empty)).toEqual(config());
  });
});

describe('ports', () => {
  it('moves the default origin along', () => {
    expect(config({ PORT: '8080' })).toMatchObject({ port: 8080, origin: 'http://localhost:8080' });
  });

  it.each(['0', '65536', '-1', '80.5', '1e3', 'http', '0x50'])('refuses %s', (port) => {
    expect(problems({ PORT: port })).toEqual([expect.stringMatching(/^PORT: /)]);
  });

  it('accepts exactly the whole numbers from 1 to 65535', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 70_000 }), (port) => {
        expect(problems({ PORT: String(port) }).length === 0).toBe(port >= 1 && port <= 65_535);
      }),
    );
  });
});

describe('origins', () => {
  it.each([
    ['https://consultation.example.org', 'https://consultation.example.org'],
    ['https://consultation.example.org:8443/', 'https://consultation.example.org:8443'],
    ['HTTPS://Consultation.Example.ORG:443', 'https://consultation.example.org'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://abcdefghij.onion', 'http://abcdefghij.onion'],
  ])('accepts %s', (given, origin) => {
    expect(config({ ORIGIN: given }).origin).toBe(origin);
  });

  it.each([
    'http://consultation.example.org',
    'http://192.168.1.4:3000',
    'http://localhost.example.org',
    'http://onion.example.org',
    'ftp://consultation.example.org',
    'consultation.example.org',
    'https://consultation.example.org/path',
    'https://consultation.example.org/?a=b',
    'https://user:pass@consultation.example.org',
    'https://',
  ])('refuses %s', (origin) => {
    expect(problems({ ORIGIN: origin })).toEqual([expect.stringMatching(/^ORIGIN: /)]);
  });

  it.each(['http://127.0.0.1:3000', 'http://[::1]:3000', 'http://127.1', 'https://127.0.0.1'])(
    'answers by the name localhost alone, not %s',
    (origin) => expect(problems({ ORIGIN: origin })).toEqual([expect.stringContaining('localhost')]),
  );

  it('wants an onion address to be one', () => {
    expect(config({ ONION_ORIGIN: 'http://abcdefghij.onion/' }).onionOrigin).toBe('http://abcdefghij.onion');
    expect(problems({ ONION_ORIGIN: 'https://example.org' })).toEqual([expect.stringMatching(/^ONION_ORIGIN: /)]);
    expect(problems({ ONION_ORIGIN: 'abcdefghij.onion' })).toEqual([expect.stringMatching(/^ONION_ORIGIN: /)]);
  });

  it('gives the onion address a listener of its own', () => {
    const ONION_ORIGIN = 'http://abcdefghij.onion';
    expect(config({ ONION_ORIGIN }).onionPort).toBe(3001);
    expect(config({ ONION_ORIGIN, PORT: '8080' }).onionPort).toBe(8081);
    expect(config({ ONION_ORIGIN, ONION_PORT: '9000' }).onionPort).toBe(9000);
    const wrongs: Record<string, string>[] = [{ ONION_PORT: '3000' }, { ONION_PORT: '0' }, { PORT: '65535' }];
    for (const wrong of wrongs) {
      expect(problems({ ONION_ORIGIN, ...wrong })).toEqual([expect.stringMatching(/^ONION_PORT: /)]);
    }
    expect(problems({ ONION_PORT: '3001' })).toEqual([expect.stringMatching(/^ONION_PORT: /)]);
  });
});

describe('folders', () => {
  it('makes them absolute', () => {
    expect(config({ DATA_DIR: 'here', KEYS_DIR: '../keys' })).toMatchObject({
      dataDir: resolve('here'),
      keysDir: resolve('../keys'),
      keysBesideData: false,
    });
  });

  it.each([
    ['/srv/data/keys', true],
    ['/srv/data', true],
    ['/srv/data/..keys', true],
    ['/srv/data-keys', false],
    ['/srv/keys', false],
  ])('knows whether keys in %s lie beside the data', (keys, beside) => {
    expect(config({ DATA_DIR: '/srv/data', KEYS_DIR: keys }).keysBesideData).toBe(beside);
  });

  it('keeps keys inside the data folder unless told otherwise', () => {
    expect(config({ DATA_DIR: '/srv/data' }).keysDir).toBe(join('/srv/data', 'keys'));
  });
});

describe('the other settings', () => {
  it('takes them as they are', () => {
    const env = {
      DATABASE_URL: 'postgresql://app@localhost/answerable?host=/run/postgresql',
      SMTP_URL: 'smtps://user:secret@mail.example.org',
      MAIL_FROM: 'consultation@example.org',
      ANSWERABLE_PART: 'desk',
      TRUSTED_PROXY: '10.0.0.0/8, ::1',
      LISTEN_HOST: '0.0.0.0',
    };
    expect(config(env)).toMatchObject({
      databaseUrl: env.DATABASE_URL,
      smtpUrl: env.SMTP_URL,
      mailFrom: env.MAIL_FROM,
      part: 'desk',
      trustedProxies: ['10.0.0.0/8', '::1'],
      listenHost: '0.0.0.0',
    });
  });

  it.each([
    ['DATABASE_URL', 'mysql://app@localhost/answerable'],
    ['DATABASE_URL', 'postgresql://app@localhost'],
    ['DATABASE_URL', 'postgresql://app@localhost/'],
    ['DATABASE_URL', 'localhost:5432'],
    ['SMTP_URL', 'mail.example.org'],
    ['SMTP_URL', 'https://mail.example.org'],
    ['ANSWERABLE_PART', 'Public'],
    ['ANSWERABLE_PART', 'public'],
    ['ANSWERABLE_PART', 'desk'],
    ['TRUSTED_PROXY', '10.0.0.0/33'],
    ['TRUSTED_PROXY', 'proxy.example.org'],
    ['LISTEN_HOST', 'everywhere'],
  ])('refuses %s=%s in one line that names it', (variable, value) => {
    expect(problems({ [variable]: value })).toEqual([expect.stringMatching(new RegExp(`^${variable}: [^\\n]+$`))]);
  });

  it.each([
    [{ MAIL_FROM: 'An office <a@example.org>', SMTP_URL: 'smtp://localhost' }, 'MAIL_FROM'],
    [{ MAIL_FROM: 'a@example.org\r\nBcc: b@example.org', SMTP_URL: 'smtp://localhost' }, 'MAIL_FROM'],
    [{ MAIL_FROM: 'a@example.org' }, 'SMTP_URL'],
    [
      {
        MAIL_FROM: 'a@example.org',
        SMTP_URL: 'smtp://localhost',
        ANSWERABLE_PART: 'public',
        DATABASE_URL: 'postgresql://localhost/a',
      },
      'SMTP_URL',
    ],
  ])('refuses %j for its %s', (env, variable) => {
    expect(problems(env).map((line) => line.split(':')[0])).toEqual([variable]);
  });

  it('lets the public part name the sender without the server', () => {
    const env = { MAIL_FROM: 'a@example.org', ANSWERABLE_PART: 'public', DATABASE_URL: 'postgresql://localhost/a' };
    expect(config(env)).toMatchObject({ mailFrom: 'a@example.org', smtpUrl: null });
  });

  it('tells of every wrong value at once, and repeats no password', () => {
    const told = problems({ PORT: 'x', DATABASE_URL: 'mysql://app:hunter2@host/db', SMTP_URL: 'http://a:hunter2@b' });
    expect(told.map((line) => line.split(':')[0])).toEqual(['PORT', 'DATABASE_URL', 'SMTP_URL']);
    expect(told.join('\n')).not.toContain('hunter2');
  });
});
