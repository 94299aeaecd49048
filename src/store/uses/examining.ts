import type { AskingParts } from './asking';
import { problemOf } from './failure';
import { patchUse, stateOf } from './state';

/** Has the chosen model sit the exam of a use on this page. */
export function createExamining(parts: AskingParts) {
  const { store, worker, models, backend } = parts;
  const patch = patchUse(parts);

  return {
    /** @param nameOf what the page calls the model */
    async examine(use: string, nameOf: string) {
      const { model: key, examining } = stateOf(store.getState(), use);
      if (examining) return;
      patch(use, { examining: { fraction: undefined }, examProblem: undefined });
      try {
        const asked = await models.asked(key);
        if ('what' in asked) {
          patch(use, { examining: undefined, examProblem: asked });
          return;
        }
        const { measured, notes } = await worker.exam(
          { use, ...asked, backend: backend() },
          (fraction) => patch(use, { examining: { fraction } }),
        );
        const text = asked.text?.name;
        const others = stateOf(store.getState(), use).sat.filter(
          (one) => one.key !== key || one.text !== text,
        );
        patch(use, {
          examining: undefined,
          sat: [...others, { key, name: nameOf, text, measured, notes }],
        });
      } catch (error) {
        patch(use, { examining: undefined, examProblem: problemOf(error) });
      }
    },
  };
}
