import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GATE_STATUS } from '~/platform/http/gate-decision';
import { gateRules } from '~/platform/http/gate-rules';
import { anyPath, CLEAR, decide, ONION, post, problem } from './gate-requests';

describe('host', () => {
  test('the configured hosts pass, with the origin that belongs to them', () => {
    expect(decide({})).toMatchObject({ pass: true, origin: CLEAR });
    expect(problem(decide({ headers: { host: 'abcdefghijklmnop.onion' } }))).toBe('gate.host_foreign');
  });

  test('any other host is misdirected, whatever is asked of it', () => {
    const hosts = fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.constantFrom(
        '',
        'voices.example.org.',
        'VOICES.example.org',
        'voices.example.org:443',
        'voices.example.org@evil.example',
      ),
      fc.string().map((tail) => `voices.example.org${tail || 'x'}`),
    );
    fc.assert(
      fc.property(hosts, fc.constantFrom('GET', 'POST', 'PUT'), anyPath, (host, method, target) => {
        expect(decide({ method, target, headers: { host } })).toEqual({
          pass: false,
          status: 421,
          problem: 'gate.host_foreign',
        });
      }),
    );
  });

  test('no host, or two, is garbled', () => {
    expect(problem(decide({ headers: { host: undefined } }))).toBe('gate.host_garbled');
    expect(problem(decide({ headers: { host: ['voices.example.org', 'voices.example.org'] } }))).toBe(
      'gate.host_garbled',
    );
  });

  test('with a port of its own, each listener serves its own host alone', () => {
    const config = { origin: CLEAR, onionOrigin: ONION, onionPort: 3001, trustedProxies: [], port: 3000 };
    expect(gateRules(config, 3000).origins).toEqual([CLEAR]);
    expect(gateRules(config, 3001).origins).toEqual([ONION]);
  });
});

describe('method', () => {
  test('only GET, HEAD and POST are served', () => {
    const methods = fc.oneof(
      fc.constantFrom('PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'CONNECT', 'get', 'Post'),
      fc.stringMatching(/^[A-Z]{1,12}$/).filter((method) => !['GET', 'HEAD', 'POST'].includes(method)),
    );
    fc.assert(
      fc.property(methods, anyPath, (method, target) => {
        expect(decide({ method, target })).toEqual({ pass: false, status: 405, problem: 'gate.method' });
      }),
    );
    expect(decide({ method: 'HEAD' }).pass).toBe(true);
  });
});

describe('target', () => {
  test.each([
    '*',
    '',
    'en',
    'http://voices.example.org/en',
    '//evil.example',
    '/en//rounds',
    '/en/%2e%2e/desk',
    '/en/./rounds',
    '/en/%00',
    '/en?q=%00',
    '/en/%',
    '/en/%zz',
    '/en/%C3%28',
    '/en?q=%',
    '/en\\evil',
    '/en/%5cevil',
    '/%2fevil.example',
    '/en#top',
    '/en/%0d%0aX: y',
    '/en/é',
    '/en /x',
  ])('%j is refused', (target) => {
    expect(problem(decide({ target }))).toBe('gate.target_garbled');
  });

  test('an overlong target is refused', () => {
    expect(problem(decide({ target: `/${'a'.repeat(2048)}` }))).toBe('gate.target_too_long');
    expect(decide({ target: `/${'a'.repeat(2047)}` }).pass).toBe(true);
  });

  test('whatever stands in the request line, the gate decides', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.webUrl()), (target) => {
        const decision = decide({ target });
        expect(decision.pass || [400, 404].includes(decision.status)).toBe(true);
      }),
    );
  });

  test('what passes reads the same for the framework', () => {
    const pieces = fc.array(
      fc.constantFrom('/', '.', '..', '%2e', '%2f', 'en', '?', '=', '%41', '\\', '%5C', '#', '@', ':'),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const target = `/${parts.join('')}`;
        const decision = decide({ target });
        if (!decision.pass) return;
        const url = new URL(`${CLEAR}${target}`);
        expect(url.origin).toBe(CLEAR);
        expect(decision.path).toBe(
          decodeURIComponent(url.pathname)
            .toLowerCase()
            .replace(/(?<=.)\/$/, ''),
        );
      }),
    );
  });
});

describe('framework internals', () => {
  test.each(['/__manifest', '/__manifest/', '/%5f%5fmanifest?p=/en', '/__MANIFEST'])('%s is not there', (target) => {
    expect(problem(decide({ target }))).toBe('gate.manifest');
  });

  test('a data request is refused on every path, however it is spelt', () => {
    const keys = fc.constantFrom('_data', '%5Fdata', '_%64ata', '%5f%64%61%74%61');
    fc.assert(
      fc.property(anyPath, keys, fc.constantFrom('', 'routes/desk'), fc.boolean(), (path, key, value, isPost) => {
        const target = `${path}?q=1&${key}${value && `=${value}`}`;
        expect(problem(isPost ? post(target) : decide({ target }))).toBe('gate.data_request');
      }),
    );
    expect(decide({ target: '/en?q=_data' }).pass).toBe(true);
  });
});

describe('headers that are not believed', () => {
  const sent = {
    forwarded: 'for=1.2.3.4',
    'x-forwarded-for': '1.2.3.4',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-port': '1',
    'x-forwarded': 'x',
    'x-original-url': '/en/desk',
    'x-rewrite-url': '/en/desk',
    'x-http-method-override': 'PUT',
    'x-method-override': 'PUT',
    'accept-language': 'fr',
    cookie: 'a=b',
  };
  const stripped = (fromProxy: boolean) => {
    const decision = decide({ fromProxy, headers: sent });
    return decision.pass ? decision.strip.sort() : null;
  };

  test('all of them from anyone', () => {
    expect(stripped(false)).toEqual(
      Object.keys(sent)
        .filter((name) => !['accept-language', 'cookie'].includes(name))
        .sort(),
    );
  });

  test('from the proxy, the address and the scheme remain, and nothing that names a host or a path', () => {
    const kept = Object.keys(sent).filter((name) => !stripped(true)?.includes(name));
    expect(kept.sort()).toEqual(['accept-language', 'cookie', 'forwarded', 'x-forwarded-for', 'x-forwarded-proto']);
  });
});

test('every refusal is a status of which there is a page', () => {
  expect(new Set(Object.values(GATE_STATUS))).toEqual(new Set([400, 403, 404, 405, 413, 415, 421]));
});
