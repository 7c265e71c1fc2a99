import { readFile } from 'node:fs/promises';
import { importCodebook } from '~/feedback/codebook-commands.server';
import { readCodebook, type FileProblem } from '~/feedback/codebook-file';
import { codebookExists } from '~/feedback/codebook-store.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { done, refused, wrongUse, type Asked, type Command, type Outcome } from './command';
import { chooseMission } from './mission-choice.server';

const PROBLEMS: Readonly<Record<FileProblem['problem'], string>> = {
  missing: 'is missing or empty',
  not_a_list: 'is not a list',
  not_an_object: 'is not an object',
  nothing_inside: 'has nothing inside',
  too_long: 'is too long',
  twice: 'stands there twice',
};

const IMPORTED =
  'This edition is there already: codes never change under the points that bear them. Give a new edition.';

async function readJson(file: string): Promise<{ ok: true; value: unknown } | { ok: false; outcome: Outcome }> {
  try {
    return { ok: true, value: JSON.parse(await readFile(file, 'utf8')) };
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    return { ok: false, outcome: wrongUse(`The file ${why}.`, file) };
  }
}

type Codebook = Extract<ReturnType<typeof readCodebook>, { ok: true }>['codebook'];

async function take({ config, around, options }: Asked, codebook: Codebook): Promise<Outcome> {
  const program = await around.open(config);
  try {
    const choice = await chooseMission(program, options.mission as string | undefined);
    if (!choice.ok) return choice.outcome;
    const { id: missionId, slug } = choice.mission;
    const about = { title: codebook.title, edition: codebook.edition, codes: codebook.codes.length, mission: slug };
    if (options['dry-run']) {
      const there = await readForDesk({ missionId }, (db) => codebookExists(db, codebook));
      if (there) return refused({ where: 'edition', says: IMPORTED });
      return done([`Nothing was changed. ${about.codes} codes would be taken into ${slug}.`], {
        ...about,
        dryRun: true,
      });
    }
    const result = await importCodebook({ role: 'admin', accountId: null, missionId }, codebook);
    if (result.ok) return done([`Took ${about.codes} codes of "${about.title}" into ${slug}.`], about);
    const says = result.refusal === 'codebook.imported_already' ? IMPORTED : result.refusal;
    return refused({ where: 'edition', says });
  } finally {
    await program.close();
  }
}

/** Takes a coding framework into a mission, in the form that the IFRC publishes its own in (JSON). */
export const importCodebookCommand: Command = {
  name: 'import codebook',
  usage: 'FILE [--mission SLUG] [--dry-run]',
  says: 'Takes a coding framework (JSON, as the IFRC publishes its own) into a mission.',
  options: { mission: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  optionLines: [
    ['--mission SLUG', 'the mission, where there are several'],
    ['--dry-run', 'say what would be taken, and change nothing'],
  ],
  operands: 1,
  async run(asked) {
    const json = await readJson(asked.operands[0] ?? '');
    if (!json.ok) return json.outcome;
    const reading = readCodebook(json.value);
    if (reading.ok) return take(asked, reading.codebook);
    return refused(...reading.problems.map(({ row, problem }) => ({ where: row, says: PROBLEMS[problem] })));
  },
};
