/** Request headers by lower-case name; a header that was sent twice has two values. */
export type Headers = Readonly<Record<string, readonly string[] | undefined>>;

/** The value of a header, or `undefined`; a repeated one comes back joined, and so equals no single good value. */
export function joined(headers: Headers, name: string): string | undefined {
  return headers[name]?.join(', ');
}

/** Never believed, not even from a proxy: proxies hand on what the client wrote, and the framework would obey. */
const NEVER =
  /^(x-forwarded(-(?!(for|proto)$).*)?|x-original-.*|x-rewrite-url|x-http-method.*|x-method-override|x-host)$/;
/** Believed from a configured proxy alone. */
const FROM_PROXY = /^(forwarded|x-forwarded-(for|proto)|x-real-ip)$/;

/** The names of the headers that must be gone before anything behind the gate reads the request. */
export function headersToStrip(headers: Headers, fromProxy: boolean): string[] {
  const names = Object.keys(headers).filter((name) => NEVER.test(name) || (!fromProxy && FROM_PROXY.test(name)));
  // The framework answers 500 to a literal `null`, which the gate has weighed already.
  return joined(headers, 'origin') === 'null' ? [...names, 'origin'] : names;
}
