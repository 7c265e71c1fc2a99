import type { RequestHandler } from 'express';
import type { Part } from '~/platform/config.server';
import { matchesAny, type PathPattern } from '~/platform/http/path-pattern';
import { readTarget } from '~/platform/http/request-target';
import { STAFF_PATHS } from '~/platform/http/site-areas';

/** Where staff sign in, and what only staff reach. */
const DESK_PATHS: readonly PathPattern[] = [
  ...STAFF_PATHS,
  '/:lang/sign-in/*',
  '/:lang/sign-out',
  '/:lang/invitation/*',
];

/** Whether a part answers at a path: each page is the desk's or the public's, never both. */
export function isServedBy(part: Part, path: string): boolean {
  return part === 'all' || matchesAny(DESK_PATHS, path) === (part === 'desk');
}

/** Passes on what this part answers; everything else is an address that does not exist here. */
export function onlyPart(part: Part): RequestHandler {
  return (req, _res, next) => {
    const target = readTarget(req.originalUrl);
    if (target.ok && isServedBy(part, target.path)) return next();
    next(Object.assign(new Error('another part answers here'), { status: 404 }));
  };
}
