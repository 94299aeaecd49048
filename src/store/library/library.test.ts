import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../config/settings';
import type { RunFacts, Snapshot } from '../../protocol/run';
import type { Source } from '../../protocol/texts';
import type { TrainerRequest } from '../../protocol/trainer';
import { createRuns } from '../../storage/keptRuns';
import { memoryShelf, savedRun, stateOf } from '../../storage/testRuns';
import { textHash } from '../../storage/textHash';
import { createApp } from '../app';
import type { Prepared } from '../playground/prepared';
import { createRunActions } from '../playground/run';
import type { WatchActions } from '../playground/watch';
import type { RunData } from '../state';
import { createLibraryActions, isUnkept, MOST_CHOSEN } from './library';

const SOURCE: Source = { name: 'Your text', text: 'A cat. A dog.', characters: 13 };
const SAVED_TEXT = {
  name: SOURCE.name,
  builtIn: undefined,
  characters: SOURCE.characters,
  hash: textHash(SOURCE.text),
  whole: SOURCE.text,
};
const VOCABULARY = { tokens: ['[PAD]', 'a'], doLowerCase: true, stripAccents: false };
const FACTS: RunFacts = {
  ...{ parameterCount: 9, examSentences: 1, examBlanks: 60, examShare: 0.15, examRounds: 8 },
  ...{ knowsNothing: 5, knowsFrequencies: 4, examId: 'exam', language: undefined },
};

/** The page's runs over a trainer that only notes what it is asked, with a run of 10 steps. */
function setUp(shelf = memoryShelf()) {
  const { store } = createApp();
  const asked: TrainerRequest[] = [];
  const trainer = { post: (r: TrainerRequest) => asked.push(r), terminate: () => {} };
  const watch = { look() {}, onLoaded() {}, onView() {} } as unknown as WatchActions;
  const run = createRunActions(store, trainer, { watch, requestMachine: () => {} });
  const chosenTexts: string[] = [];
  const runs = createLibraryActions(store, {
    ...{ trainer, run },
    document: {
      prepare: () => chosenTexts.push('again'),
      chooseOwn: (i: number) => chosenTexts.push(`own ${i}`),
      chooseById: async (id: string | undefined) => void chosenTexts.push(`${id}`),
      chooseLanguage: (language: string | undefined) => void chosenTexts.push(`in ${language}`),
      openLanguage: (name: string) => void chosenTexts.push(name),
      takeCopy: (name: string, text: string) => void chosenTexts.push(`${name}: ${text}`),
      keepSettings: () => {},
      chosenIn: () => new Map(),
    },
    show: (part) => store.setState({ part }),
    storage: createRuns(shelf.shelf, () => {}),
  });
  const prepared = {
    source: SOURCE,
    madeFor: DEFAULT_SETTINGS,
    vocabulary: VOCABULARY,
    cut: { candidates: [] },
  } as unknown as Prepared;
  const patchRun = (patch: Partial<RunData>) =>
    store.setState((s) => ({ run: { ...s.run, ...patch } }));
  store.setState({ source: SOURCE, own: [SOURCE], prepared, part: 'library' });
  patchRun({
    ...{ status: 'paused', runId: 3, step: 10, facts: FACTS },
    loaded: { prepared, settings: DEFAULT_SETTINGS },
    evals: [{ step: 10, loss: 3, accuracy: 0.3, context: 'both' }],
  });
  const state = () => store.getState();
  const names = () => state().library.list.map(({ name }) => name);
  const loads = () => asked.filter((r) => r.type === 'load');
  return {
    ...shelf,
    store,
    state,
    names,
    loads,
    asked,
    run,
    runs,
    patchRun,
    chosenTexts,
    prepared,
  };
}

type World = ReturnType<typeof setUp>;
let world: World;
beforeEach(() => {
  world = setUp();
});

const snapshot = (step = 10, changed = {}): Snapshot => ({
  state: stateOf(step),
  settings: { ...DEFAULT_SETTINGS, ...changed },
  changed: ['mlmProbability', 'hiddenSize'],
  exam: savedRun('x').exam,
});

describe('keeping a run', () => {
  it('asks the trainer once, and keeps what it answers with curves and settings', async () => {
    world.runs.keep();
    world.runs.keep();
    expect(world.asked).toEqual([{ type: 'keep', runId: 3 }]);
    // The hidden size was changed on the page, but a run cannot take that over.
    world.patchRun({ changed: ['learningRate', 'mlmProbability'] });
    const changed = { mlmProbability: 0.4, hiddenSize: 128 };
    await world.runs.onKept({ type: 'kept', runId: 3, snapshot: snapshot(10, changed) });
    const saved = world.state().library.list[0]!;
    expect(saved).toMatchObject({
      ...{ name: 'Your text · mask ratio 40 %', step: 10, text: SAVED_TEXT, bytes: 36 },
      settings: { mlmProbability: 0.4, hiddenSize: DEFAULT_SETTINGS.hiddenSize },
      changed: ['learningRate', 'mlmProbability'],
      curves: { evals: [{ step: 10, loss: 3, accuracy: 0.3, context: 'both' }] },
    });
    expect(await world.runs.weights(saved.id)).toEqual(stateOf(10).parameters);
    expect(isUnkept(world.state())).toBe(false);
    world.patchRun({ step: 11 });
    expect(isUnkept(world.state())).toBe(true);
  });

  it('stops waiting where the trainer ends, and says so', () => {
    class StubWorker {
      postMessage() {}
      terminate() {}
    }
    vi.stubGlobal('Worker', StubWorker);
    onTestFinished(() => void vi.unstubAllGlobals());
    const app = createApp();
    app.store.setState((s) => ({
      run: { ...s.run, status: 'paused', runId: 3, step: 10, facts: FACTS },
    }));
    app.library.keep();
    expect(app.store.getState().library.keeping).toBe(3);
    app.run.onDeath({ reason: 'out of memory', atStart: false });
    expect(app.store.getState().library.keeping).toBeUndefined();
    expect(app.store.getState().notice).toContain('could not be kept');
  });

  it('waits no longer for a run that another took the place of', async () => {
    world.runs.keep();
    world.patchRun({ runId: 4, step: 0 });
    await world.runs.onKept({ type: 'kept', runId: 3, snapshot: snapshot() });
    expect(world.state().library.keeping).toBeUndefined();
    expect(world.names()).toEqual([]);
  });

  it('takes no answer about a run that is gone', async () => {
    await world.runs.onKept({ type: 'kept', runId: 2, snapshot: snapshot() });
    expect(world.names()).toEqual([]);
  });

  it('names exams apart by the vocabulary, whose ids they ask for', async () => {
    await world.runs.onKept({ type: 'kept', runId: 3, snapshot: snapshot() });
    const other = { ...world.prepared, vocabulary: { ...VOCABULARY, tokens: ['[PAD]', 'b'] } };
    world.patchRun({ loaded: { prepared: other, settings: DEFAULT_SETTINGS } });
    await world.runs.onKept({ type: 'kept', runId: 3, snapshot: snapshot() });
    const [a, b] = world.state().library.list;
    expect(a!.exam.id).not.toBe(b!.exam.id);
  });

  it('says in plain words that there is no room, and loses nothing', async () => {
    world = setUp(memoryShelf({ room: 1 }));
    await world.runs.add(savedRun('a'), stateOf(1));
    expect(world.state().notice).toBeUndefined();
    await world.runs.add(savedRun('b'), stateOf(2));
    expect(world.state().notice).toContain('no room left');
    expect(world.names().toSorted()).toEqual(['a', 'b']);
    expect([...world.state().library.held]).toEqual(['b']);
  });
});

describe('the list', () => {
  it('gives no name twice, and takes no empty one', async () => {
    for (const id of ['a', 'b']) await world.runs.add(savedRun(id, { name: 'Same' }), stateOf(1));
    expect(world.names().toSorted()).toEqual(['Same', 'Same (2)']);
    await world.runs.rename('b', '  ');
    await world.runs.rename('b', ' Same ');
    expect(world.names().toSorted()).toEqual(['Same', 'Same (2)']);
    await world.runs.rename('b', 'Other');
    expect(world.names().toSorted()).toEqual(['Other', 'Same']);
  });

  it('says so where a run that gets a name was deleted in another tab', async () => {
    await world.runs.add(savedRun('a', { name: 'Mine' }), stateOf(10));
    world.store.setState((s) => ({
      library: { ...s.library, kept: { runId: 3, step: 10, id: 'a' } },
    }));
    await world.shelf.remove('a');
    await world.runs.rename('a', 'Other');
    expect(world.names()).toEqual([]);
    expect(world.state().library.problem?.what).toContain('“Mine” is gone');
    expect(isUnkept(world.state())).toBe(true);
    expect(await world.shelf.list()).toEqual([]);
  });

  it('deletes at once, and takes the last deletion back with the weights', async () => {
    for (const id of ['a', 'b']) await world.runs.add(savedRun(id), stateOf(4));
    await world.runs.visit();
    await world.runs.remove('b');
    expect(world.names()).toEqual(['a']);
    expect(world.state().library.chosen).toEqual(['a']);
    expect(await world.runs.weights('b')).toBeUndefined();
    await world.runs.undelete();
    expect(world.names().toSorted()).toEqual(['a', 'b']);
    expect(await world.runs.weights('b')).toEqual(stateOf(4).parameters);
  });

  it('chooses a run that is had back where it was chosen, at its place', async () => {
    for (const id of ['a', 'b', 'c']) await world.runs.add(savedRun(id), stateOf(4));
    for (const id of ['a', 'b', 'c']) world.runs.choose(id, true);
    await world.runs.remove('b');
    await world.runs.undelete();
    expect(world.state().library.chosen).toEqual(['a', 'b', 'c']);
    world.runs.choose('b', false);
    await world.runs.remove('b');
    await world.runs.undelete();
    expect(world.state().library.chosen).toEqual(['a', 'c']);
    // Beside runs of another exam it cannot stand.
    const other = savedRun('other', { exam: { ...savedRun('x').exam, id: 'another' } });
    await world.runs.add(other, stateOf(1));
    await world.runs.remove('a');
    world.runs.chooseAlone('other');
    await world.runs.undelete();
    expect(world.state().library.chosen).toEqual(['other']);
  });

  it('holds a run that was kept and deleted for not kept', async () => {
    await world.runs.add(savedRun('a'), stateOf(10));
    world.store.setState((s) => ({
      library: { ...s.library, kept: { runId: 3, step: 10, id: 'a' } },
    }));
    expect(isUnkept(world.state())).toBe(false);
    await world.runs.remove('a');
    expect(isUnkept(world.state())).toBe(true);
  });

  it('compares runs of one exam only, and so many that they can be told apart', async () => {
    const other = savedRun('other', { exam: { ...savedRun('x').exam, id: 'another' } });
    await world.runs.add(other, stateOf(1));
    const ids = Array.from({ length: MOST_CHOSEN + 1 }, (_, i) => `run ${i}`);
    for (const id of ids) await world.runs.add(savedRun(id), stateOf(1));
    world.runs.choose('run 0', true);
    world.runs.choose('other', true);
    expect(world.state().library).toMatchObject({
      chosen: ['run 0'],
      refused: { id: 'other', why: 'exam' },
    });
    for (const id of ids) world.runs.choose(id, true);
    expect(world.state().library.chosen).toHaveLength(MOST_CHOSEN);
    expect(world.state().library.refused?.why).toBe('many');
    world.runs.chooseAlone('other');
    expect(world.state().library).toMatchObject({ chosen: ['other'], refused: undefined });
    world.runs.choose('other', false);
    world.runs.choose('run 2', true);
    expect(world.state().library.chosen).toEqual(['run 2']);
  });
});

describe('opening a run', () => {
  const saved = (rest = {}) => savedRun('a', { text: SAVED_TEXT, vocabulary: VOCABULARY, ...rest });
  const opened = async (rest = {}) => {
    await world.runs.add(saved(rest), stateOf(10));
    await world.runs.open('a', true);
  };

  it('loads settings, weights and curves, and rests where it stopped', async () => {
    await opened({ settings: { mlmProbability: 0.4 } });
    expect(world.state().part).toBe('playground');
    expect(world.state().settings.mlmProbability).toBe(0.4);
    expect(world.loads()).toHaveLength(1);
    expect(world.loads()[0]).toMatchObject({
      state: stateOf(10),
      settings: { mlmProbability: 0.4 },
    });
    expect(world.state().run).toMatchObject({ step: 10, evals: saved().curves.evals });
    expect(isUnkept(world.state())).toBe(false);
    const { runId } = world.state().run;
    world.run.onEvent({ type: 'loaded', runId, facts: FACTS });
    expect(world.state().run.status).toBe('paused');
    // Reset makes a fresh model.
    world.run.reset();
    expect(world.loads()[1]).toMatchObject({ state: undefined });
    expect(world.state().run.step).toBe(0);
  });

  it('of one that has taken all its steps can be prolonged', async () => {
    await opened({ settings: { maxSteps: 10 } });
    world.run.onEvent({ type: 'loaded', runId: world.state().run.runId, facts: FACTS });
    expect(world.state().run.status).toBe('done');
  });

  it('waits for its text where another is shown, and gives way to a change of mind', async () => {
    world.store.setState({ source: { name: 'Other', text: 'Other.', characters: 6 } });
    await opened();
    expect(world.chosenTexts).toEqual(['own 0']);
    expect(world.loads()).toHaveLength(0);
    world.run.offer(); // its text is not shown yet
    world.store.setState({ source: SOURCE });
    world.run.offer();
    expect(world.loads().map((r) => r.type === 'load' && r.state?.step)).toEqual([10]);

    world = setUp();
    world.store.setState({ source: { name: 'Other', text: 'Other.', characters: 6 } });
    await opened();
    world.store.setState((s) => ({ source: SOURCE, settings: { ...s.settings, seed: 9 } }));
    world.run.offer();
    expect(world.loads()).toHaveLength(0);
  });

  it('brings along one’s own text where that was edited or is gone', async () => {
    const edited = { name: 'Your text', text: 'A cow.', characters: 6 };
    world.store.setState({ source: edited, own: [edited] });
    await opened();
    expect(world.chosenTexts).toEqual(['Your text: A cat. A dog.']);
    expect(world.state().part).toBe('playground');
  });

  it('cuts the text by the language that it was cut by', async () => {
    const french = { ...SAVED_TEXT, language: 'fr' };
    await opened({ text: french });
    expect(world.chosenTexts).toEqual(['in fr']);
    expect(world.loads()).toHaveLength(0);

    // Detected as it was, there is nothing to do; and an older run does not say.
    for (const language of ['de', undefined]) {
      world = setUp();
      const prepared = { ...world.prepared, detectedLanguage: 'de' };
      world.store.setState({ prepared });
      await opened({ text: { ...SAVED_TEXT, language } });
      expect(world.loads()).toHaveLength(1);
      world.patchRun({ loaded: { prepared, settings: DEFAULT_SETTINGS } });
      const { runId } = world.state().run;
      await world.runs.onKept({ type: 'kept', runId, snapshot: snapshot() });
      expect(world.state().library.list.find(({ id }) => id !== 'a')?.text.language).toBe('de');
    }
  });

  it('keeps no copy of a built-in text, a language or a long file', async () => {
    const kept = async (rest: Partial<Source>) => {
      const loaded = { ...world.prepared, source: { ...SOURCE, ...rest } };
      world.patchRun({ loaded: { prepared: loaded, settings: DEFAULT_SETTINGS } });
      await world.runs.onKept({ type: 'kept', runId: 3, snapshot: snapshot() });
      return world.state().library.list.find(({ id }) => id === world.state().library.kept?.id)
        ?.text.whole;
    };
    expect(await kept({})).toBe(SOURCE.text);
    expect(await kept({ builtIn: 'bread' })).toBeUndefined();
    expect(await kept({ grammar: 'S -> a' })).toBeUndefined();
    expect(await kept({ stored: { blob: new Blob() } })).toBeUndefined();
  });

  it('says so where the text is gone, or makes another vocabulary now', async () => {
    await opened({ text: { ...SAVED_TEXT, hash: 1, whole: undefined } });
    expect(world.state().library.problem?.why).toContain('no longer among your texts');
    expect(world.state().part).toBe('library');

    world = setUp();
    await opened({ vocabulary: { ...VOCABULARY, tokens: ['[PAD]', 'b'] } });
    expect(world.state().run.problem?.why).toContain('would stand for the wrong words');
    expect(world.loads()).toHaveLength(0);
  });

  it('opens the one that was asked for last, however slow the storage is', async () => {
    const shelf = memoryShelf();
    const slow = new Map<string, () => void>();
    const state = async (id: string) => {
      await new Promise<void>((resolve) => slow.set(id, resolve));
      return stateOf(10);
    };
    world = setUp({ ...shelf, shelf: { ...shelf.shelf, state } });
    world.patchRun({ step: 0 });
    await world.runs.add(saved({ id: 'a', name: 'A' }), stateOf(10));
    await world.runs.add(saved({ id: 'b', name: 'B' }), stateOf(10));
    const both = [world.runs.open('a'), world.runs.open('b')];
    slow.get('b')!();
    await both[1];
    slow.get('a')!();
    await both[0];
    expect(world.loads()).toHaveLength(1);
    expect(world.state().library.kept?.id).toBe('b');
  });

  it('asks where a run was begun while its weights were being read', async () => {
    world.patchRun({ step: 0 });
    await world.runs.add(saved(), stateOf(10));
    const opening = world.runs.open('a');
    world.patchRun({ step: 4 });
    await opening;
    expect(world.state().library.asking).toBe('a');
    expect(world.loads()).toHaveLength(0);
  });

  it('asks before it takes the place of a run that is not kept, or keeps that first', async () => {
    await world.runs.add(saved(), stateOf(10));
    await world.runs.open('a');
    expect(world.state().library.asking).toBe('a');
    expect(world.loads()).toHaveLength(0);
    world.runs.keepThenOpen();
    await world.runs.onKept({ type: 'kept', runId: 3, snapshot: snapshot() });
    expect(world.state().library.list).toHaveLength(2);
    expect(world.loads()).toHaveLength(1);
  });
});
