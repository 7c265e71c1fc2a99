import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { RequestHandler } from 'express';
import { cutEndlessBody, limitBody } from '~/platform/http/body-limit.server';
import { errorReply, type ErrorReply } from '~/platform/http/error-page.server';
import { decideGate, GATE_STATUS } from '~/platform/http/gate-decision';
import { ALLOWED_METHODS, gateRules, type FrontConfig } from '~/platform/http/gate-rules';

/**
 * The gate in front of the site: refuses by headers alone what must never reach a route, takes off headers that nobody
 * may be believed, and cuts bodies that outgrow their limit. It reads no body; form tokens are the routes' own duty.
 */
export function gate(config: FrontConfig, reply: ErrorReply = errorReply()): RequestHandler {
  const proxies = proxyList(config.trustedProxies);
  return (req, res, next) => {
    const fromProxy = isFrom(proxies, req.socket.remoteAddress);
    const request = { method: req.method, target: req.originalUrl, headers: req.headersDistinct, fromProxy };
    const decision = decideGate(request, gateRules(config, req.socket.localPort ?? 0));
    cutEndlessBody(req, res);
    if (!decision.pass) {
      if (decision.status === 405) res.setHeader('Allow', ALLOWED_METHODS.join(', '));
      return reply(req, res, decision);
    }
    strip(req, decision.strip);
    limitBody(req, decision.maxBytes, () => {
      const problem = 'gate.body_too_large';
      if (!res.headersSent) reply(req, res, { status: GATE_STATUS[problem], problem });
    });
    next();
  };
}

/** Addresses and CIDR blocks of proxies. Throws on anything else: a proxy that is misspelt must stop the start. */
export function proxyList(trusted: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of trusted) {
    const [address = '', prefix] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

/** Whether the peer is one of the proxies. A socket that listens on IPv6 shows IPv4 peers as `::ffff:…`. */
export function isFrom(proxies: BlockList, peer: string | undefined): boolean {
  const address = peer?.replace(/^::ffff:(?=\d+\.)/i, '') ?? '';
  const version = isIP(address);
  return version !== 0 && proxies.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

function strip(req: IncomingMessage, names: readonly string[]): void {
  for (const name of names) {
    delete req.headers[name];
    delete req.headersDistinct[name];
  }
  const raw = req.rawHeaders;
  req.rawHeaders = raw.filter((_, at) => !names.includes(raw[at - (at % 2)]?.toLowerCase() ?? ''));
}
