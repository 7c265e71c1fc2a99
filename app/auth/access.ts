import type { Permission } from '~/auth/permissions';

/** Who may call a loader or action: anybody, anybody signed in, or who holds a permission. */
export type Access = 'public' | 'signed_in' | Permission;

const ACCESS = Symbol.for('answerable.access');

/** Marks a loader or action with its access, for the test that walks every route. */
export function markAccess<F extends (...args: never[]) => unknown>(access: Access, call: F): F & { [ACCESS]: Access } {
  return Object.assign(call, { [ACCESS]: access });
}

/** The access that a loader or action was made with, or undefined when nobody named one. */
export function accessOf(call: unknown): Access | undefined {
  return typeof call === 'function' ? (call as { [ACCESS]?: Access })[ACCESS] : undefined;
}
