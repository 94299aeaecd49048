import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../config/settings';
import type { Snapshot } from '../../protocol/run';
import { memoryShelf, savedRun, stateOf } from '../../storage/testRuns';
import { isUnkept } from '../playground/selectors';
import { SAVED, TEXT, type TestLibrary, testLibrary } from './testLibrary';

let w: TestLibrary;
beforeEach(() => {
  w = testLibrary();
  w.trained();
});

const snapshot = (step = 10, changed = {}): Snapshot => ({
  state: stateOf(step),
  settings: { ...DEFAULT_SETTINGS, ...changed },
  changed: ['mlmProbability', 'hiddenSize'],
  exam: savedRun('x').exam,
});

/** The trainer answers, and what follows from that is done. */
const answer = (kept = snapshot(), runId = w.state().run.runId) =>
  w.app.library.onKept({ type: 'kept', runId, snapshot: kept });
/** What the page has said, beside that this test's browser keeps no texts. */
const notice = () => w.state().notice ?? '';
const newest = () => w.state().library.list[0];

describe('keeping a run', () => {
  it('asks the trainer once, and keeps what it answers with curves and settings', async () => {
    w.app.library.keep();
    w.app.library.keep();
    expect(w.trainer.of('keep')).toEqual([{ type: 'keep', runId: 1 }]);
    expect(w.state().library.keeping).toBe(1);
    // The hidden size was changed on the page, but a run cannot take that over.
    w.patchRun({ changed: ['learningRate', 'mlmProbability'] });
    await answer(snapshot(10, { mlmProbability: 0.4, hiddenSize: 128 }));
    const saved = newest()!;
    expect(saved).toMatchObject({
      ...{ name: 'Your text · mask ratio 40 %', step: 10, text: SAVED.text, bytes: 36 },
      settings: { mlmProbability: 0.4, hiddenSize: DEFAULT_SETTINGS.hiddenSize },
      changed: ['learningRate', 'mlmProbability'],
      curves: { evals: [{ step: 10, loss: 3, accuracy: 0.3, context: 'both' }] },
      ...{ vocabulary: SAVED.vocabulary, floors: undefined, byHand: undefined, backend: undefined },
    });
    expect(await w.app.library.weights(saved.id)).toEqual(stateOf(10).parameters);
    expect(w.state().library.keeping).toBeUndefined();
    expect(w.state().run.kept).toEqual({ id: saved.id, step: 10 });
    expect(isUnkept(w.state())).toBe(false);
    w.trained(11);
    expect(isUnkept(w.state())).toBe(true);
  });

  it('takes down the curves up to the step of the weights', async () => {
    w.patchRun({
      train: [9, 10, 11].map((step) => ({ step, loss: 3, learningRate: 1, gradNorm: 1 })),
    });
    w.trained(20);
    await answer(snapshot(10));
    expect(newest()?.curves.train.map(({ step }) => step)).toEqual([9, 10]);
    expect(newest()?.curves.evals.map(({ step }) => step)).toEqual([10]);
    expect(isUnkept(w.state())).toBe(true); // it has gone on since
  });

  it('takes down whether that was the best step of a run that went on', async () => {
    const keep = async (step: number, aside?: number) => {
      w.trained(step, aside);
      await answer();
      const { kept } = w.state().run;
      return w.state().library.list.find(({ id }) => id === kept?.id)!.isBest;
    };
    expect(await keep(10)).toBeUndefined();
    expect(await keep(10, 30)).toBe(true);
    expect(await keep(20, 30)).toBeUndefined(); // asked for at step 10, and gone to another since
  });

  it('takes down what was computed on, the words chosen by hand, and what can be reached', async () => {
    w.app.text.toggleByHand(2, [1, 2]);
    const floor = { loss: 1, accuracy: 0.5 };
    const floors = { left: floor, right: floor, both: floor };
    const language = { floors, telling: Float32Array.of(0, 1) };
    const { facts } = w.state().run;
    w.patchRun({
      facts: { ...facts!, language },
      backend: { backend: 'webgpu', device: 'A GPU' } as never,
    });
    await answer(snapshot(10, { maskStrategy: 'hand' }));
    expect(newest()).toMatchObject({ floors, byHand: [[2, [1, 2]]] });
    expect(newest()?.backend).toEqual({ name: 'webgpu', device: 'A GPU' });
  });

  it('asks for nothing before the first step, or without a model', () => {
    w.patchRun({ step: 0 });
    expect(w.app.library.keep()).toBe(false);
    w.patchRun({ step: 10, facts: undefined });
    expect(w.app.library.keep()).toBe(false);
    expect(w.trainer.of('keep')).toEqual([]);
  });

  it('stops waiting where the trainer ends, and says so', async () => {
    w.trainer.die('out of memory');
    expect(notice()).not.toContain('could not be kept'); // nothing was asked for
    w = testLibrary();
    w.trained();
    w.app.library.keepThen(() => w.app.show('experiments'));
    w.trainer.die('out of memory');
    expect(w.state().library.keeping).toBeUndefined();
    expect(notice()).toContain('could not be kept');
    await answer();
    expect(w.state().part).toBe('library'); // what was to follow does not
  });

  it('waits no longer for a run that another took the place of', async () => {
    w.app.library.keep();
    w.app.run.reset();
    await answer(snapshot(), 1);
    expect(w.state().library.keeping).toBeUndefined();
    expect(w.names()).toEqual([]);
  });

  it('still waits for the present run where an older one is answered for', async () => {
    w.app.run.reset();
    w.loaded();
    w.trained();
    w.app.library.keep();
    await answer(snapshot(), 1);
    expect(w.state().library.keeping).toBe(2);
    expect(w.names()).toEqual([]);
  });

  it('holds a run that began meanwhile for not kept', async () => {
    const keeping = answer();
    w.app.run.reset();
    await keeping;
    expect(w.names()).toHaveLength(1);
    expect(w.state().run.kept).toBeUndefined();
  });

  it('says why a run cannot be kept', async () => {
    w.app.library.keep();
    const refuse = () => w.app.library.onKept({ type: 'kept', runId: 1, snapshot: undefined });
    await refuse();
    expect(w.names()).toEqual([]);
    expect(w.state().library.keeping).toBeUndefined();
    expect(notice()).toContain('cannot be kept: its loss is not a number');
    w.patchRun({ facts: { ...w.state().run.facts!, examBlanks: 0 } });
    await refuse();
    expect(notice()).toContain('cannot be kept: its held-out sentences');
  });

  it('keeps no copy of a built-in text, a language or a long file', async () => {
    const { loaded } = w.state().run;
    const kept = async (rest: object) => {
      const source = { ...loaded!.prepared.source, ...rest };
      w.patchRun({ loaded: { ...loaded!, prepared: { ...loaded!.prepared, source } } });
      await answer();
      const { kept: { id } = {} } = w.state().run;
      return w.state().library.list.find((saved) => saved.id === id)!.text.whole;
    };
    expect(await kept({})).toBe(TEXT);
    expect(await kept({ builtIn: 'bread' })).toBeUndefined();
    expect(await kept({ grammar: 'S -> a' })).toBeUndefined();
    expect(await kept({ stored: { blob: new Blob() } })).toBeUndefined();
  });

  it('tells exams of other vocabularies apart', async () => {
    await answer();
    const { loaded } = w.state().run;
    const vocabulary = { ...SAVED.vocabulary, tokens: ['[PAD]', 'b'] };
    w.patchRun({ loaded: { ...loaded!, prepared: { ...loaded!.prepared, vocabulary } } });
    await answer();
    const [a, b] = w.state().library.list;
    expect(a!.exam.id).not.toBe(b!.exam.id);
  });
});

describe('what waits for a run to be kept', () => {
  it('is done once it is', async () => {
    w.app.library.keepThen(() => w.app.show('experiments'));
    expect(w.state().part).toBe('library');
    await answer();
    expect(w.state().part).toBe('experiments');
    w.app.show('library');
    await answer();
    expect(w.state().part).toBe('library'); // once
  });

  it('is not done where the run cannot be kept, which is said', async () => {
    w.patchRun({ facts: undefined });
    w.app.library.keepThen(() => w.app.show('experiments'));
    expect(w.state().library.problem?.what).toBe('The playground’s run cannot be kept.');
    w.app.library.dismiss();
    expect(w.state().library.problem).toBeUndefined();
    expect(w.state().part).toBe('library');
  });

  it('is the run that was to be opened', async () => {
    await w.app.library.add(savedRun('a', SAVED), stateOf(10));
    await w.app.library.open('a');
    expect(w.state().library.asking).toBe('a');
    expect(w.loads()).toHaveLength(1);
    w.app.library.keepThenOpen();
    expect(w.state().library.asking).toBeUndefined();
    await answer();
    expect(w.state().library.list).toHaveLength(2);
    expect(w.loads()[1]).toMatchObject({ state: stateOf(10) });
  });
});

it('says in plain words that there is no room, and loses nothing', async () => {
  w = testLibrary(memoryShelf({ room: 1 }));
  await w.app.library.add(savedRun('a'), stateOf(1));
  expect(notice()).not.toContain('no room left');
  await w.app.library.add(savedRun('b'), stateOf(2));
  expect(notice()).toContain('no room left');
  expect(w.names().toSorted()).toEqual(['a', 'b']);
  expect([...w.state().library.held]).toEqual(['b']);
  w = testLibrary(memoryShelf({ broken: true }));
  await w.app.library.add(savedRun('c'), stateOf(2));
  expect(notice()).toMatch(/does not let the page store.*lost when you close/);
});
