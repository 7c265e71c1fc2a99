import { readBody } from '~/platform/http/gate-body';
import { headersToStrip, type Headers } from '~/platform/http/gate-headers';
import { foreignOrigin } from '~/platform/http/gate-origin';
import { ALLOWED_METHODS, type GateRules } from '~/platform/http/gate-rules';
import { readTarget } from '~/platform/http/request-target';

/** What the gate looks at: the request line and the headers, never the body. */
export interface GateRequest {
  method: string;
  /** The target as it stood in the request line. */
  target: string;
  headers: Headers;
  /** Whether a configured proxy sent it. */
  fromProxy: boolean;
}

/** Every way to be refused, with its status. */
export const GATE_STATUS = {
  'gate.host_garbled': 400,
  'gate.host_foreign': 421,
  'gate.method': 405,
  'gate.target_garbled': 400,
  'gate.target_too_long': 400,
  'gate.manifest': 404,
  'gate.data_request': 400,
  'gate.site_foreign': 403,
  'gate.origin_foreign': 403,
  'gate.origin_null': 403,
  'gate.origin_missing': 403,
  'gate.body_unexpected': 400,
  'gate.body_coding': 415,
  'gate.body_type': 415,
  'gate.body_too_large': 413,
} as const;

export type GateProblem = keyof typeof GATE_STATUS;

export type GateDecision =
  | { pass: true; strip: string[]; origin: string; path: string; maxBytes: number }
  | { pass: false; status: number; problem: GateProblem };

/**
 * Decides by request line and headers alone whether a request may reach the site, in a fixed order: host, method,
 * target, framework internals, origin of a change, body. `strip` names the headers that must be removed before anything
 * behind the gate reads them; `maxBytes` must be enforced while the body streams in.
 */
export function decideGate(request: GateRequest, rules: GateRules): GateDecision {
  const hosts = request.headers['host'] ?? [];
  if (hosts.length !== 1) return refuse('gate.host_garbled');
  const origin = rules.origins.find((candidate) => new URL(candidate).host === hosts[0]);
  if (origin === undefined) return refuse('gate.host_foreign');
  if (!ALLOWED_METHODS.includes(request.method)) return refuse('gate.method');
  const target = readTarget(request.target);
  if (!target.ok) return refuse(target.problem);
  if (target.path === '/__manifest') return refuse('gate.manifest');
  if (target.query.has('_data')) return refuse('gate.data_request');
  const problem = request.method === 'POST' ? foreignOrigin(request.headers, origin, target.path, rules) : null;
  if (problem !== null) return refuse(problem);
  const body = readBody(request, target.path, rules);
  if (!body.ok) return refuse(body.problem);
  const strip = headersToStrip(request.headers, request.fromProxy);
  return { pass: true, strip, origin, path: target.path, maxBytes: body.maxBytes };
}

function refuse(problem: GateProblem): GateDecision {
  return { pass: false, status: GATE_STATUS[problem], problem };
}
