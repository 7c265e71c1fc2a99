import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The usual order of test files, but for those that judge the whole run (`zz-…`): they come last. */
export class LastFilesLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLast = ({ moduleId }: TestSpecification) => moduleId.includes('/zz-');
    return [...sorted.filter((file) => !isLast(file)), ...sorted.filter(isLast)];
  }
}
