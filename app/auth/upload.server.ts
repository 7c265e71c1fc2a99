import type { ActionFunctionArgs } from '@remix-run/node';
import {
  FormDataParseError,
  MaxFileSizeExceededError,
  MaxHeaderSizeExceededError,
  MaxPartsExceededError,
  MaxTotalSizeExceededError,
  parseFormData,
} from '@remix-run/form-data-parser';
import type { z } from 'zod';
import { markAccess, type Access } from '~/auth/access';
import { answerChange, type ChangeAnswer, type StaffChangeContext } from '~/auth/change.server';
import { admit, languageOfPage } from '~/auth/page.server';
import { refusedPage } from '~/auth/responses.server';

export interface UploadLimits {
  /** Bytes of the one file that a form may carry. */
  file: number;
  /** Fields, the file among them. */
  fields: number;
}

const FIELD_HEADER_BYTES = 4 * 1024;
/** All fields beside the file are short. */
const REST_BYTES = 64 * 1024;

/** Too many files is one of the first. */
const NO_FORM = [FormDataParseError, MaxPartsExceededError, MaxHeaderSizeExceededError];

/** A whole form, or a refused page: too large, or no form at all. Nothing of it is written anywhere. */
async function readUpload(request: Request, limits: UploadLimits): Promise<FormData> {
  try {
    return await parseFormData(request, {
      maxFiles: 1,
      maxFileSize: limits.file,
      maxParts: limits.fields,
      maxHeaderSize: FIELD_HEADER_BYTES,
      maxTotalSize: limits.file + REST_BYTES,
    });
  } catch (error) {
    const isTooLarge = error instanceof MaxFileSizeExceededError || error instanceof MaxTotalSizeExceededError;
    if (isTooLarge) throw refusedPage(413);
    if (NO_FORM.some((one) => error instanceof one)) throw refusedPage(400);
    throw error;
  }
}

/**
 * An action as `change` makes them, for a form that carries one file. Session and permission come before the body is read;
 * then its limits, the token, the input. The file is in memory only, under `form`.
 */
export function upload<S extends z.ZodType>(
  access: Exclude<Access, 'public' | 'signed_in'>,
  schema: S,
  limits: UploadLimits,
  act: (context: StaffChangeContext, input: z.output<S>) => Promise<ChangeAnswer>,
) {
  return markAccess(access, async (args: ActionFunctionArgs) => {
    const staff = await admit(access, args.request, languageOfPage(args.params));
    const form = await readUpload(args.request, limits);
    return answerChange(args, { staff, form, access, schema }, act);
  });
}
