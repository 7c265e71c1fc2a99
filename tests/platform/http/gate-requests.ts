import fc from 'fast-check';
import { decideGate, type GateDecision, type GateRequest } from '~/platform/http/gate-decision';
import { gateRules } from '~/platform/http/gate-rules';

export const CLEAR = 'https://voices.example.org';
export const ONION = 'http://abcdefghijklmnop.onion';
export const RULES = gateRules({ origin: CLEAR, onionOrigin: ONION, trustedProxies: [], port: 3000 }, 3000);
export const FORM = 'application/x-www-form-urlencoded';

export type Sent = Omit<Partial<GateRequest>, 'headers'> & { headers?: Record<string, string | string[] | undefined> };

export function decide({ headers = {}, ...rest }: Sent): GateDecision {
  const sent: Record<string, string | string[] | undefined> = { host: 'voices.example.org', ...headers };
  const listed = Object.entries(sent).map(([name, value]) => [name, value === undefined ? undefined : [value].flat()]);
  const request = { method: 'GET', target: '/en', fromProxy: false, ...rest };
  return decideGate({ ...request, headers: Object.fromEntries(listed) }, RULES);
}

export function post(target: string, headers: Record<string, string | undefined> = {}): GateDecision {
  const form = { origin: CLEAR, 'content-type': FORM, 'content-length': '10' };
  return decide({ method: 'POST', target, headers: { ...form, ...headers } });
}

export const problem = (decision: GateDecision) => (decision.pass ? null : decision.problem);

export const anyPath = fc
  .array(fc.stringMatching(/^[a-z0-9-]{1,8}$/), { maxLength: 5 })
  .map((segments) => `/${segments.join('/')}`);
