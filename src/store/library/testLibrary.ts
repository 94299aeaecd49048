import { createRuns } from '../../storage/keptRuns';
import { memoryShelf } from '../../storage/testRuns';
import { textHash } from '../../storage/textHash';
import { testApp, VOCABULARY } from '../testApp';

export const TEXT = 'A cat. A dog.';

/** Of a kept run that was trained on `TEXT`. */
export const SAVED = {
  text: {
    name: 'Your text',
    builtIn: undefined,
    characters: TEXT.length,
    hash: textHash(TEXT),
    whole: TEXT,
  },
  vocabulary: VOCABULARY,
};

/** The Library over a storage in memory. In the playground `TEXT` is prepared and its model is ready. */
export function testLibrary(shelf = memoryShelf()) {
  const world = testApp({ part: 'library', runs: createRuns(shelf.shelf, () => {}) });
  const { app, state, trainer } = world;
  app.text.takeCopy('Your text', TEXT);
  world.prepared();
  world.loaded();
  return {
    ...world,
    ...shelf,
    names: () => state().library.list.map(({ name }) => name),
    /** The run has taken so many steps, and sat the exam after them. */
    trained(step = 10, aside?: number) {
      const evals = [{ step, loss: 3, accuracy: 0.3, context: 'both' as const }];
      const metrics = {
        step,
        train: [],
        evals,
        aside,
        stepsPerSecond: 1,
        tokensPerSecond: 1,
      };
      trainer.say({ type: 'metrics', runId: state().run.runId, metrics });
      world.runIs('paused', step);
    },
    loads: () => trainer.of('load'),
  };
}

export type TestLibrary = ReturnType<typeof testLibrary>;
