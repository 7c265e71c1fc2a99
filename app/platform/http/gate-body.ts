import { joined, type Headers } from '~/platform/http/gate-headers';
import type { GateRules } from '~/platform/http/gate-rules';
import { matchesAny } from '~/platform/http/path-pattern';

export type BodyProblem = 'gate.body_unexpected' | 'gate.body_coding' | 'gate.body_type' | 'gate.body_too_large';

export type BodyReading = { ok: true; maxBytes: number } | { ok: false; problem: BodyProblem };

const FORM = /^application\/x-www-form-urlencoded\s*(;\s*charset="?utf-8"?\s*)?$/i;
const MULTIPART = /^multipart\/form-data\s*;/i;

/**
 * What the headers say of the body: whether there may be one, in which form, and how many bytes at most. A declared
 * length above the limit is refused here; a chunked body declares none and is counted as it comes.
 */
export function readBody(request: { method: string; headers: Headers }, path: string, rules: GateRules): BodyReading {
  const { headers, method } = request;
  const length = joined(headers, 'content-length');
  const coding = joined(headers, 'transfer-encoding');
  if (length !== undefined && !/^\d{1,15}$/.test(length)) return no('gate.body_unexpected');
  if (coding !== undefined && coding.toLowerCase() !== 'chunked') return no('gate.body_unexpected');
  if (method !== 'POST') {
    return coding !== undefined || Number(length ?? 0) > 0 ? no('gate.body_unexpected') : { ok: true, maxBytes: 0 };
  }
  const maxBytes = maxBytesAt(path, rules);
  if (Number(length ?? 0) > maxBytes) return no('gate.body_too_large');
  const compression = joined(headers, 'content-encoding') ?? 'identity';
  if (compression.toLowerCase() !== 'identity') return no('gate.body_coding');
  return isFormType(headers, path, rules) ? { ok: true, maxBytes } : no('gate.body_type');
}

/** The largest body in bytes that a form at this path may send. */
export function maxBytesAt(path: string, rules: Pick<GateRules, 'bodyLimits' | 'defaultMaxBytes'>): number {
  return rules.bodyLimits.find(({ paths }) => matchesAny(paths, path))?.maxBytes ?? rules.defaultMaxBytes;
}

function isFormType(headers: Headers, path: string, rules: GateRules): boolean {
  const type = joined(headers, 'content-type') ?? '';
  return FORM.test(type) || (MULTIPART.test(type) && matchesAny(rules.uploads, path));
}

function no(problem: BodyProblem): BodyReading {
  return { ok: false, problem };
}
