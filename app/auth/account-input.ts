import { z } from 'zod';
import { ROLES } from '~/auth/permissions';
import { ROLE_SCOPES, ROLE_STAGES, type RoleWish } from '~/auth/role-assignment';
import type { Day } from '~/platform/day';

const authority = z.string().trim().min(5).max(300);
const day = z.iso.date();
/** The whole mission, or `program:<id>`, `round:<id>`. */
const over = z.string().regex(/^(mission|(program|round):[0-9a-f-]{36})$/);

/** One form for a role, alone or with an invitation. `mission` is a slug, for admins of the installation. */
const roleFields = {
  role: z.enum(ROLES),
  mission: z.string().max(60).optional(),
  authority,
  from: day,
  to: day.optional(),
};

export const invitationForm = z.object({
  email: z
    .string()
    .trim()
    .min(3)
    .max(200)
    .refine((text) => !/[\p{Cc}\p{Cs}\s]/u.test(text), { error: 'invalid_email' }),
  language: z.string().min(2).max(35),
  ...roleFields,
});

export const accountForms = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('grant'),
    ...roleFields,
    over: over.default('mission'),
    stage: z.enum(ROLE_STAGES).optional(),
    delegated_by: z.uuid().optional(),
  }),
  z.object({ intent: z.literal('end'), assignment: z.uuid() }),
  z.object({ intent: z.literal('disable') }),
  z.object({ intent: z.literal('invite_again') }),
]);

interface RoleForm {
  role: RoleWish['role'];
  authority: string;
  from: Day;
  to?: Day | undefined;
  over?: string;
  stage?: RoleWish['stage'] | undefined;
  delegated_by?: string | undefined;
}

/** What a form wishes, for a mission that was looked up. */
export function roleWishOf(form: RoleForm, missionId: string): RoleWish {
  const [kind = 'mission', id] = (form.over ?? 'mission').split(':');
  return {
    role: form.role,
    missionId,
    scope: ROLE_SCOPES.find((scope) => scope === kind) ?? 'mission',
    scopeId: id ?? null,
    authority: form.authority,
    stage: form.stage ?? null,
    fromOn: form.from,
    toOn: form.to ?? null,
    delegatedBy: form.delegated_by ?? null,
  };
}

/** Passwords are judged by the command, which knows the address too. */
const secret = z.string().max(2000).default('');

export const ownAccountForms = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('password'), current_password: secret, new_password: secret, password_again: secret }),
  z.object({ intent: z.literal('codes'), current_password: secret }),
  z.object({ intent: z.literal('factor'), current_password: secret, ticket: secret, code: secret }),
  z.object({ intent: z.literal('sign_out_everywhere') }),
]);
