/** The namespace of the texts below, the same for pages in front of the site and for its error boundaries. */
export const ERROR_NAMESPACE = 'errors';

export const ERROR_STATUSES = [400, 403, 404, 405, 409, 413, 415, 421, 422, 429, 500, 503] as const;

export type ErrorStatus = (typeof ERROR_STATUSES)[number];

/** The status whose texts tell of this one: itself, else 400 for a fault of the request, 500 for one of ours. */
export function errorStatus(status: number): ErrorStatus {
  const known = ERROR_STATUSES.find((candidate) => candidate === status);
  return known ?? (status >= 400 && status < 500 ? 400 : 500);
}

/** The keys of the texts for a status: what it is called, what happened, what to do. */
export function errorTextKeys(status: number) {
  const key = `status_${errorStatus(status)}` as const;
  return { title: `${key}.title`, text: `${key}.text`, whatToDo: `${key}.what_to_do` } as const;
}
