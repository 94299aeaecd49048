import type { Settings } from '../../config/settings';
import type { UseField, Values } from '../../protocol/uses';
import { createLatest } from '../latest';
import { problemOf } from './failure';
import type { Models } from './models';
import { type ModelKey, patchUse, stateOf, type UsesParts } from './state';

export interface AskingParts extends UsesParts {
  readonly models: Models;
  readonly backend: () => Settings['backend'];
}

/** How long nothing is typed before a line is asked about, ms */
const PAUSE_MS = 350;

/** Asks the model of a use what a person typed. The newest question counts; what earlier ones bring is dropped. */
export function createAsking(parts: AskingParts) {
  const { store, worker, models, backend } = parts;
  const patch = patchUse(parts);
  const of = (use: string) => stateOf(store.getState(), use);
  const latest = createLatest();
  let later: ReturnType<typeof setTimeout> | undefined;
  /** What was typed for another text than the present one, by use and text */
  const drafts = new Map<string, Values>();
  const draftKey = (use: string, model: ModelKey) =>
    models.isOwnText(model) ? `${use} ${model}` : use;

  /** Begins what only the newest may finish: earlier questions are over, whichever use they were of. */
  const begin = (use: string) => {
    clearTimeout(later);
    const isNewest = latest.begin();
    for (const [id, { asking }] of Object.entries(store.getState().uses)) {
      if (asking) patch(id, { asking: undefined });
    }
    patch(use, { asking: { fraction: undefined } });
    return isNewest;
  };

  const play = async (use: string, isNewest: () => boolean) => {
    try {
      const { model: key, values } = of(use);
      if (!values) return;
      const asked = await models.asked(key);
      if (!isNewest()) return;
      if ('what' in asked) {
        patch(use, { asking: undefined, problem: asked });
        return;
      }
      const answer = await worker.play(
        { use, ...asked, backend: backend(), values },
        (fraction) => isNewest() && patch(use, { asking: { fraction } }),
      );
      if (!isNewest()) return;
      patch(use, {
        ...{ asking: undefined, problem: undefined },
        answer: { ...answer, values, key, text: asked.text?.name },
      });
    } catch (error) {
      if (isNewest()) patch(use, { asking: undefined, problem: problemOf(error) });
    }
  };

  const ask = (use: string) => play(use, begin(use));

  /** Fills in an example, and asks it. */
  const another = async (use: string) => {
    const isNewest = begin(use);
    try {
      const { model, next } = of(use);
      const asked = await models.asked(model);
      if (!isNewest()) return;
      if ('what' in asked) {
        patch(use, { asking: undefined, problem: asked });
        return;
      }
      const values = await worker.example(use, next, asked.text);
      if (!isNewest()) return;
      patch(use, { values, next: next + 1 });
    } catch (error) {
      if (isNewest()) patch(use, { asking: undefined, problem: problemOf(error) });
      return;
    }
    await play(use, isNewest);
  };

  return {
    ask,
    another,
    /** Something was typed or chosen: a line is asked about after a short pause, a choice at once, the rest by Ask. */
    edit(use: string, { id, kind }: Pick<UseField, 'id' | 'kind'>, value: string) {
      patch(use, { values: { ...of(use).values, [id]: value } });
      clearTimeout(later);
      if (kind === 'choice') void ask(use);
      else if (kind === 'line') later = setTimeout(() => void ask(use), PAUSE_MS);
    },
    /** Another model answers. What was typed for the text of the one before stays there. */
    async setModel(use: string, model: ModelKey) {
      const { model: before, values } = of(use);
      if (model === before) return;
      if (values) drafts.set(draftKey(use, before), values);
      const draft = drafts.get(draftKey(use, model));
      patch(use, { model, values: draft ?? values, problem: undefined });
      await (draft ? ask(use) : another(use));
    },
  };
}
