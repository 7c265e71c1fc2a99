import type { Role } from '~/auth/permissions';

/** Whoever asks: one column each. The admin of the installation serves in no mission. */
export const COLUMNS = {
  co: 'consultation_officer',
  pm: 'program_manager',
  tr: 'translator',
  po: 'protection_officer',
  ch: 'chief_of_mission',
  pl: 'parliament_liaison',
  ev: 'evaluator',
  dp: 'donor_partner',
  au: 'auditor',
  ad: 'admin',
  ia: 'installation_admin',
} as const satisfies Record<string, Role | 'installation_admin'>;
export type Column = keyof typeof COLUMNS;

/**
 * What each role of a mission is answered, by route and object. `own`: of the own mission, in the common queue. `apart`: of
 * a text set apart. `complaint`: of a text whose sender complains about staff, so that the office is concerned. 403: the
 * role may not look at such pages at all. 404: it is as if it had never been. Another mission's objects and unknown ones
 * need no row: they are 404 wherever the own one is not 403.
 */
const TABLE = `
route                                object     co  pm  tr  po  ch  pl  ev  dp  au  ad  ia
desk/rounds/:slug                    own        200 200 200 200 200 200 200 403 200 403 403
desk/rounds/:slug/questions          own        200 200 200 200 200 200 200 403 200 403 403
desk/rounds/:slug/texts/:language    own        200 200 200 200 200 200 200 403 200 403 403
desk/rounds/:slug/preview/:language  own        200 200 200 200 200 200 200 403 200 403 403
desk/rounds/:slug/risk               own        200 200 200 200 200 200 200 403 200 403 403
desk/rounds/:slug/recordings         own        200 200 200 200 200 200 200 403 200 403 403
desk/rounds/:slug/recordings/:id     own        200 200 200 200 200 200 200 403 200 403 403
desk/rounds/:slug/script/:language   own        200 200 200 200 200 200 200 403 200 403 403
desk/rounds/:slug/invitations        own        200 403 403 403 200 403 403 403 403 403 403
desk/rounds/:slug/themes             own        200 200 403 200 200 403 403 403 403 403 403
desk/rounds/:slug/answers            own        200 200 200 200 200 200 200 403 200 403 403
desk/rounds/:slug/publication        own        200 403 403 403 200 403 403 403 403 403 403
desk/items/:id                       own        200 200 200 200 200 403 403 403 403 403 403
desk/items/:id                       apart      404 404 404 200 404 403 403 403 403 403 403
desk/items/:id                       complaint  404 404 404 200 404 403 403 403 403 403 403
desk/items/:id/passages              own        200 403 403 200 403 403 403 403 403 403 403
desk/items/:id/passages              apart      404 403 403 200 403 403 403 403 403 403 403
desk/items/:id/passages              complaint  404 403 403 200 403 403 403 403 403 403 403
desk/items/:id/answer                own        200 200 403 403 403 403 403 403 403 403 403
desk/items/:id/answer                apart      404 404 403 403 403 403 403 403 403 403 403
desk/items/:id/answer                complaint  404 404 403 403 403 403 403 403 403 403 403
desk/points/:id                      own        200 200 404 200 200 403 403 403 403 403 403
desk/points/:id                      apart      404 404 404 200 404 403 403 403 403 403 403
desk/points/:id                      complaint  404 404 404 200 404 403 403 403 403 403 403
desk/safety/:id                      own        403 403 403 200 403 403 403 403 403 403 403
desk/safety/:id                      apart      403 403 403 200 403 403 403 403 403 403 403
desk/safety/:id                      complaint  403 403 403 200 403 403 403 403 403 403 403
desk/reprisals/:id                   own        403 403 403 200 403 403 403 403 403 403 403
desk/demands/:id                     own        403 403 403 200 200 403 403 403 403 403 403
desk/decisions/:id                   own        200 200 403 403 200 403 403 403 200 403 403
desk/answers/:id                     own        200 200 404 200 200 403 403 403 403 403 403
desk/answers/:id                     apart      404 404 404 200 404 403 403 403 403 403 403
desk/answers/:id                     complaint  404 404 404 200 404 403 403 403 403 403 403
desk/openings/:id                    own        403 403 403 200 403 403 403 403 403 403 403
desk/openings/:id/file               own        403 403 403 303 403 403 403 403 403 403 403
desk/programs/:slug                  own        200 200 200 200 200 200 200 200 200 403 403
audit/rounds/:slug                   own        403 403 403 403 403 403 403 403 200 403 403
audit/rounds/:slug/records/:figure   own        403 403 403 403 403 403 403 403 200 403 403
audit/points/:id                     own        403 403 403 403 403 403 403 403 200 403 403
audit/points/:id                     apart      403 403 403 403 403 403 403 403 404 403 403
audit/points/:id                     complaint  403 403 403 403 403 403 403 403 404 403 403
admin/accounts/:id                   own        403 403 403 403 403 403 403 403 403 200 200
admin/missions/:slug                 own        404 404 404 404 200 404 404 404 404 200 200
`;

/** What anybody is answered without a session: of a round that is open, one that is answered, one never opened yet. */
const PUBLIC_TABLE = `
route                          open answered unopened
rounds/:slug                   200  200      404
rounds/:slug/news              200  200      404
rounds/:slug/respond           200  200      404
rounds/:slug/recordings/:id    404  404      404
rounds/:slug/script            200  303      404
rounds/:slug/sheet             200  303      404
answers/:slug                  404  200      404
`;

const wordsOf = (line: string) => line.split(/\s+/).filter((word) => word !== '');
const linesOf = (table: string) => table.split('\n').filter((line) => line.trim() !== '');

export interface Row {
  /** `/:lang/desk/items/:id` */
  pattern: string;
  object: 'own' | 'apart' | 'complaint';
  cells: Record<Column, number>;
}

/** The rows; throws for a cell that is missing or one too many. */
export function rows(): Row[] {
  const [head = '', ...lines] = linesOf(TABLE);
  const columns = wordsOf(head).slice(2);
  if (columns.join() !== Object.keys(COLUMNS).join()) throw new Error('the columns are not those of the roles');
  return lines.map((line) => {
    const [route = '', object = '', ...cells] = wordsOf(line);
    if (cells.length !== columns.length) throw new Error(`${route} ${object}: ${cells.length} cells`);
    const numbers = Object.fromEntries(columns.map((column, at) => [column, Number(cells[at])]));
    return { pattern: `/:lang/${route}`, object: object as Row['object'], cells: numbers as Row['cells'] };
  });
}

export interface PublicRow {
  pattern: string;
  open: number;
  answered: number;
  unopened: number;
}

export function publicRows(): PublicRow[] {
  return linesOf(PUBLIC_TABLE)
    .slice(1)
    .map((line) => {
      const [route = '', ...cells] = wordsOf(line);
      const [open = 0, answered = 0, unopened = 0] = cells.map(Number);
      return { pattern: `/:lang/${route}`, open, answered, unopened };
    });
}
