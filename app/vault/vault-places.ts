/*
 * What each sealed thing of the vault is bound to, as lists of fields that the server and the opener frame alike. Table,
 * record, round and epoch are named, so that nothing opens in another place (SECURITY.md §3).
 */

export const BOX_INFO = ['answerable/vault/box/v1'];
export const WRAP_INFO = ['answerable/vault/wrap/v1'];
export const CHALLENGE_INFO = ['answerable/vault/challenge/v1'];

/** A round's id, or the mission's for the key of its vault entries. */
export type KeyScope = string;

export interface BoxPlace {
  table: 'vault.box' | 'vault.entry';
  record: string;
  scope: KeyScope;
  epoch: number;
}

export const boxFields = ({ table, record, scope, epoch }: BoxPlace): string[] => [table, record, scope, String(epoch)];

export interface RoundKeyPlace {
  /** The row of `vault.round_key`. */
  id: string;
  scope: KeyScope;
  epoch: number;
}

/** `holder` is the public key that the wrapped half is for, in base64url. */
export const wrapFields = ({ id, scope, epoch }: RoundKeyPlace, holder: string): string[] => [
  'vault.round_key',
  id,
  scope,
  String(epoch),
  holder,
];

/** What an approver's challenge is bound to: the opening and the hash of the exact request. */
export const challengeFields = (opening: string, requestHash: string): string[] => [
  'vault.opening',
  opening,
  requestHash,
];

/** A passphrase-wrapped key file, bound to the public half that it belongs to. */
export const keyFileFields = (publicKey: string): string[] => ['answerable/vault/key-file/v1', publicKey];

/** argon2id after RFC 9106 §4, second choice: 64 MiB, three passes, four lanes; memory in KiB. */
export const PASSPHRASE_WORK = { memory: 65_536, passes: 3, lanes: 4 } as const;
export const LEAST_PASSPHRASE = 15;

/** One spelling for what two keyboards may send as different code points. */
export const typedPassphrase = (passphrase: string): string => passphrase.normalize('NFKC').trim();

/** The files that pass between portal and opener. */
export const FORMATS = {
  key: 'answerable/vault-key/v1',
  opening: 'answerable/vault-opening/v1',
  challenge: 'answerable/vault-challenge/v1',
  task: 'answerable/vault-rewrap-task/v1',
  result: 'answerable/vault-rewrap-result/v1',
} as const;
