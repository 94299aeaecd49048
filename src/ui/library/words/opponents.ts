import { beginOpened } from '../../../config/openedModel';
import { DEFAULT_SETTINGS } from '../../../config/settings';
import type { OpenedModel } from '../../../protocol/models';
import type { Problem } from '../../../protocol/problem';
import type { WordExamRequest, WordSitter } from '../../../protocol/wordExam';
import type { KeptRun } from '../../../storage/keptRun';
import type { App } from '../../../store/app';
import { isSameText, textOfRun } from '../../../store/library/textOfRun';

/** What a run can be compared with by whole words: another run on its text, or an opened model as it came. */
export type Opponent = { readonly id: string; readonly name: string } & (
  | { readonly run: KeptRun }
  | { readonly model: OpenedModel }
);

/** Those that sat no exam that this run did, so that blanks cannot be compared. */
export function opponentsOf(
  { exam, text }: KeptRun,
  runs: readonly KeptRun[],
  models: readonly OpenedModel[],
): Opponent[] {
  return [
    ...runs
      .filter((run) => run.exam.id !== exam.id && isSameText(run.text, text))
      .map((run) => ({ id: run.id, name: run.name, run })),
    ...models.map((model) => ({ id: `model ${model.id}`, name: model.name, model })),
  ];
}

async function sitterOf(app: App, opponent: Opponent): Promise<WordSitter> {
  if ('model' in opponent) {
    const { vocabulary, weights } = opponent.model;
    const settings = {
      ...DEFAULT_SETTINGS,
      ...beginOpened(opponent.model),
      context: 'both' as const,
    };
    return { settings, vocabulary, weights };
  }
  const { run, state } = await app.library.subject(opponent.run);
  return { settings: run.settings, vocabulary: run.vocabulary, runId: run.id, state };
}

/** What the worker is to be asked, or why it cannot be. */
export async function wordExamRequest(
  app: App,
  first: KeptRun,
  other: Opponent,
): Promise<WordExamRequest | Problem> {
  const text = await textOfRun(app.store.getState(), first.text);
  if (text === undefined) {
    return {
      kind: 'text',
      what: 'These two cannot be compared now.',
      why: `Their text, “${first.text.name}”, is no longer among your texts.`,
      advice: 'Open that text in the playground, then come back.',
    };
  }
  const { id, name } = first;
  const sitters = [await sitterOf(app, { id, name, run: first }), await sitterOf(app, other)];
  const cutBy = ('run' in other ? other.run.text.language : undefined) ?? first.text.language;
  return { text, language: cutBy, sitters };
}
