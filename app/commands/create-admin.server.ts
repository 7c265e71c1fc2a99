import { createAdmin } from '~/auth/account-setup.server';
import { done, refused, wrongUse, type Command } from './command';

const LINES: Readonly<Record<string, string>> = {
  'account.taken': 'There is an account with this address already.',
};

/** Addresses are never written to: this only catches what is plainly none. */
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u;

/** Makes the first admin of an installation, who then makes missions and invites everybody else. */
export const createAdminCommand: Command = {
  name: 'create-admin',
  usage: 'EMAIL [--authority TEXT]',
  says: 'Makes an account that administers the whole installation, and shows its secrets once.',
  options: { authority: { type: 'string' } },
  optionLines: [['--authority TEXT', 'by which order this person is appointed; kept in the record of roles']],
  operands: 1,
  async run({ config, around, options, operands }) {
    const [email = ''] = operands;
    if (!ADDRESS.test(email)) return wrongUse('This is not a mail address.', 'EMAIL');
    const program = await around.open(config);
    try {
      const authority = String(options.authority ?? 'Set-up of the installation');
      const made = await createAdmin(email, authority);
      if (!made.ok) return refused({ where: 'EMAIL', says: LINES[made.refusal] ?? made.refusal });
      const { password, totpSecret, recoveryCodes } = made.value;
      const lines = [
        `Made ${made.value.email}. These are shown now and never again:`,
        `  password        ${password}`,
        `  second factor   ${totpSecret}   (type it into an authenticator app)`,
        ...recoveryCodes.map((code, index) => `  ${index === 0 ? 'recovery codes ' : '               '} ${code}`),
        `Sign in at ${config.origin}/en/sign-in and change the password there.`,
      ];
      return done(lines, { email: made.value.email, password, totpSecret, recoveryCodes });
    } finally {
      await program.close();
    }
  },
};
