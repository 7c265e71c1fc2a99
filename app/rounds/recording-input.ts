import { z } from 'zod';
import { RECORDED_PARTS } from '~/rounds/script';

const parts = RECORDED_PARTS.filter((part) => part !== 'question');

/** A part by its name, a question by its id. */
const place = z.union([
  z.enum(parts).transform((part) => ({ part, questionId: null })),
  z.uuid().transform((questionId) => ({ part: 'question' as const, questionId })),
]);

/** The forms of the page; the file of an upload is read from the form itself. */
export const RecordingForms = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('upload'), place, language: z.string().trim().min(2).max(35) }),
  z.object({ intent: z.enum(['confirm', 'remove']), recording: z.uuid(), seen: z.number().int().min(1) }),
]);
export type RecordingUpload = Omit<Extract<z.output<typeof RecordingForms>, { intent: 'upload' }>, 'intent'>;
