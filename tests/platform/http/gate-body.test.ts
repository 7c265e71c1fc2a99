import { describe, expect, test } from 'vitest';
import { decideGate } from '~/platform/http/gate-decision';
import { CLEAR, decide, FORM, post, problem, RULES } from './gate-requests';

describe('body', () => {
  test.each([
    ['/en/sign-in', 64],
    ['/en/rounds/night-patrols/respond', 512],
    ['/ar/rounds/night-patrols/respond/check', 512],
    ['/EN/Rounds/x/%72espond/', 512],
    ['/en/return/message', 512],
    ['/en/desk/items/12', 512],
    ['/en/desk', 64],
    ['/en/desk/itemsx/12', 64],
    ['/en/rounds/x', 64],
    ['/respond', 64],
  ])('%s takes %i KiB and not a byte more', (path, kib) => {
    const maxBytes = kib * 1024;
    expect(post(path, { 'content-length': String(maxBytes) })).toMatchObject({ pass: true, maxBytes });
    expect(problem(post(path, { 'content-length': String(maxBytes + 1) }))).toBe('gate.body_too_large');
  });

  test('a chunked body passes with its limit, other codings do not', () => {
    const chunked = { 'content-length': undefined, 'transfer-encoding': 'chunked' };
    expect(post('/en/sign-in', chunked)).toMatchObject({ pass: true, maxBytes: 65_536 });
    expect(problem(post('/en/sign-in', { ...chunked, 'transfer-encoding': 'gzip, chunked' }))).toBe(
      'gate.body_unexpected',
    );
    expect(problem(post('/en/sign-in', { 'content-encoding': 'gzip' }))).toBe('gate.body_coding');
    expect(problem(post('/en/sign-in', { 'content-length': '1e9' }))).toBe('gate.body_unexpected');
  });

  test('nothing but plain forms', () => {
    for (const type of [
      undefined,
      '',
      'text/plain',
      'application/json',
      'multipart/form-data; boundary=x',
      `${FORM}x`,
      `${FORM}, text/plain`,
    ]) {
      expect(problem(post('/en/rounds/x/respond', { 'content-type': type }))).toBe('gate.body_type');
    }
    expect(post('/en/return', { 'content-type': `${FORM};charset=UTF-8` }).pass).toBe(true);
  });

  test('multipart passes on upload routes alone', () => {
    const rules = { ...RULES, uploads: ['/:lang/desk/papers/*'] as const };
    const headers = {
      host: ['voices.example.org'],
      origin: [CLEAR],
      'content-type': ['multipart/form-data; boundary=x'],
    };
    const at = (target: string) => decideGate({ method: 'POST', target, headers, fromProxy: false }, rules);
    expect(at('/en/desk/papers/new').pass).toBe(true);
    expect(problem(at('/en/desk/items/1'))).toBe('gate.body_type');
  });

  test('reading takes no body', () => {
    expect(problem(decide({ headers: { 'content-length': '1' } }))).toBe('gate.body_unexpected');
    expect(problem(decide({ method: 'HEAD', headers: { 'transfer-encoding': 'chunked' } }))).toBe(
      'gate.body_unexpected',
    );
    expect(decide({ headers: { 'content-length': '0' } }).pass).toBe(true);
  });
});
