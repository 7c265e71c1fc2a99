import { createTransport } from 'nodemailer';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly language: string;
  /** The owner's own page, where the address can be taken off the list (RFC 2369). */
  readonly leaveUrl: string;
  /** The same mail sent twice bears the same name, so that mailboxes can drop the second. */
  readonly name: string;
}

/** `refused`: the server will never take it (this address is wrong); `later`: it could not be reached or is busy. */
export type Sent = 'sent' | 'refused' | 'later';

export interface Mailer {
  send(mail: Mail): Promise<Sent>;
  close(): void;
}

/** A permanent answer to the address itself (RFC 5321: 5xx after RCPT TO). Everything else may pass. */
function isRefused(error: unknown): boolean {
  const { responseCode = 0, command } = error as { responseCode?: number; command?: string };
  return responseCode >= 500 && command === 'RCPT TO';
}

/**
 * Sends plain text over one connection after the other, without tracking, pictures or any word of a consultation. TLS is
 * asked for always and demanded of every server but one on this machine. What the server answers is read for its code
 * alone and never kept: it repeats addresses.
 */
export function openMailer(smtpUrl: string, from: string): Mailer {
  const url = new URL(smtpUrl);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  const transport = createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port ? Number(url.port) : url.protocol === 'smtps:' ? 465 : 587,
    secure: url.protocol === 'smtps:',
    requireTLS: url.protocol === 'smtp:' && !isLocal,
    ...(isLocal && { tls: { rejectUnauthorized: false } }),
    ...(url.username && { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    pool: true,
    maxConnections: 1,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return {
    async send({ to, subject, text, language, leaveUrl, name }) {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${name}@${domain}>`,
          // A mail that a list sends by itself: nobody's absence note answers it (RFC 3834).
          headers: {
            'Auto-Submitted': 'auto-generated',
            'Content-Language': language,
            'List-Unsubscribe': `<${leaveUrl}>`,
          },
          xMailer: false,
        });
        return 'sent';
      } catch (error) {
        return isRefused(error) ? 'refused' : 'later';
      }
    },
    close: () => transport.close(),
  };
}
