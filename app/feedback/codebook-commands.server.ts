import { v7 } from 'uuid';
import type { CodebookFile } from '~/feedback/codebook-file';
import { codebookExists } from '~/feedback/codebook-store.server';
import { done, refuse, type Result } from '~/platform/result';
import { readForDesk } from '~/auth/desk-reading.server';
import { born, type Actor } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';

/**
 * Takes a codebook into the actor's mission, with all its codes. An edition is taken once: codes never change under
 * the points that bear them. A new edition comes beside the old one.
 */
export async function importCodebook(actor: Actor, codebook: CodebookFile): Promise<Result<{ codes: number }>> {
  const { missionId } = actor;
  if (!missionId) return refuse('workflow.not_allowed');
  if (await readForDesk({ missionId }, (db) => codebookExists(db, codebook))) {
    return refuse('codebook.imported_already');
  }
  const id = v7();
  const { codes, slug, title, edition, source } = codebook;
  await recordChange(actor, [born('codebook.imported', id, { codes: codes.length })], async (tx) => {
    await tx.codebook.create({ data: { id, missionId, slug, title, edition, source }, select: { id: true } });
    await tx.code.createMany({
      data: codes.map((code, index) => ({ id: v7(), missionId, codebookId: id, ...code, position: index + 1 })),
    });
  });
  return done({ codes: codes.length });
}
