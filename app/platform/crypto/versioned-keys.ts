/** A key and the number by which stored or sent data says which key it needs. */
export interface VersionedKey {
  readonly version: number;
  readonly key: Uint8Array;
}

/**
 * The keys of one purpose: `current` for what is made now, `find` for what was made before. Both may notice a rotation
 * between two calls, so take `current` once for one piece of work.
 */
export interface VersionedKeys {
  readonly current: VersionedKey;
  find(version: number): Uint8Array | undefined;
}
