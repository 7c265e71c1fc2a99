import { existsSync } from 'node:fs';
import { keyringPaths } from '~/platform/crypto/keyring-rings.server';
import { rotate, type Rotatable } from '~/platform/crypto/keyring-rotation.server';
import { done, refused, wrongUse, type Command } from './command';

/** What each key is for, and what a new one means for those who use the old. No return code depends on any of them. */
const KEYS: Readonly<Record<Rotatable, string>> = {
  account: 'seals the secrets of second factors; the former key stays',
  answer: 'wraps the keys of answers; the former key stays',
  code: 'makes new return codes; codes that were given keep working',
  desk: 'what people send is sealed to it; the former key stays, to open what came before',
  session: 'signs the forms of people who are signed in; open forms have to be loaded again',
  ticket: 'seals visits by return code, which last 20 minutes',
  token: 'signs public forms; an open one comes back once with its text',
};

const isKey = (name: string): name is Rotatable => name in KEYS;

/** Makes a new current key. A running server takes it up within seconds, by itself. */
export const rotateKeyCommand: Command = {
  name: 'rotate-key',
  usage: 'WHAT',
  says: 'Makes a new current key of one kind. Back the keys up afterwards.',
  options: {},
  optionLines: Object.entries(KEYS),
  operands: 1,
  async run({ config, operands }) {
    const [what = ''] = operands;
    if (!isKey(what)) return wrongUse(`There are: ${Object.keys(KEYS).join(', ')}.`, 'WHAT');
    const { folder } = keyringPaths(config.keysDir);
    if (!existsSync(folder)) return refused({ where: null, says: `There are no keys in ${config.keysDir} yet.` });
    const version = rotate(config.keysDir, what, new Date());
    const lines = [`The current ${what} key is now version ${version}. Back up ${config.keysDir}.`];
    return done(lines, { key: what, version });
  },
};
