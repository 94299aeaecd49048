import { beforeEach, describe, expect, it } from 'vitest';
import { AUTO_KEYS } from '../../config/auto';
import { memoryShelf, savedRun, stateOf } from '../../storage/testRuns';
import { isUnkept } from '../playground/selectors';
import { SUMMARY } from '../testApp';
import { SAVED, TEXT, type TestLibrary, testLibrary } from './testLibrary';

let w: TestLibrary;
beforeEach(() => {
  w = testLibrary();
});

const saved = (rest = {}) => savedRun('a', { ...SAVED, ...rest });
/** Keeps a run and opens it, whatever is in the playground. */
const opened = async (rest = {}) => {
  await w.app.library.add(saved(rest), stateOf(10));
  await w.app.library.open('a', true);
};
/** Steps at which the models that were asked for go on: undefined for a fresh one. */
const origins = () => w.loads().map(({ state }) => state?.step);
/** Another text is prepared, with a model of its own. */
const showOther = () => {
  w.app.text.takeCopy('Other', 'Other.');
  w.prepared();
  w.loaded();
  w.trainer.forget();
};

describe('opening a kept run', () => {
  it('loads settings, weights and curves, and rests where it stopped', async () => {
    await opened({ settings: { mlmProbability: 0.4 } });
    expect(w.state().part).toBe('playground');
    expect(w.state().settings.mlmProbability).toBe(0.4);
    expect(w.loads()[1]).toMatchObject({ state: stateOf(10), settings: { mlmProbability: 0.4 } });
    expect(w.state().run).toMatchObject({ step: 10, evals: saved().curves.evals });
    expect(w.state().run.kept).toEqual({ id: 'a', step: 10 });
    expect(isUnkept(w.state())).toBe(false);
    w.loaded();
    expect(w.state().run.status).toBe('paused');
    // Reset makes a fresh model.
    w.app.run.reset();
    expect(origins()).toEqual([undefined, 10, undefined]);
    expect(w.state().run).toMatchObject({ step: 0, evals: [], kept: undefined });
  });

  it('of one that has taken all its steps can be prolonged', async () => {
    await opened({ settings: { maxSteps: 10 } });
    w.loaded();
    expect(w.state().run.status).toBe('done');
  });

  it('hides the words that it was trained to fill', async () => {
    await opened({ byHand: [[2, [1, 3]]], settings: { maskStrategy: 'hand' } });
    expect([...w.loads()[1]!.byHand]).toEqual([1, 3]);
    expect([...w.state().byHand]).toEqual([[2, [1, 3]]]);
  });

  it('starts its held-out curve again where the exam is another now, and says so', async () => {
    await opened();
    w.loaded({ examId: 'another' });
    expect(w.state().run.evals).toEqual([]);
    expect(w.state().notice).toContain('sat another exam before');
  });

  it('keeps its held-out curve where it sits the same exam', async () => {
    w.trained();
    const { exam } = savedRun('x');
    const snapshot = { state: stateOf(10), settings: w.state().settings, changed: [], exam };
    await w.app.library.onKept({ type: 'kept', runId: 1, snapshot });
    const { evals, kept } = w.state().run;
    w.app.run.reset();
    await w.app.library.open(kept!.id);
    w.loaded({ examId: exam.id });
    expect(w.state().run.evals).toEqual(evals);
    expect(w.state().notice ?? '').not.toContain('sat another exam');
  });

  it('shows its text first where another is shown', async () => {
    showOther();
    await opened();
    expect(w.state().source).toMatchObject({ name: 'Your text', text: TEXT });
    expect(origins()).toEqual([]);
    expect(w.state().run.kept).toBeUndefined();
    w.prepared();
    expect(origins()).toEqual([10]);
    expect(w.state().run.kept).toEqual({ id: 'a', step: 10 });
  });

  it('prepares the text anew where it had another vocabulary', async () => {
    w.app.settings.change({ vocabSize: 300 });
    w.prepared();
    w.trainer.forget();
    await opened({ settings: { vocabSize: 256 } });
    expect(w.texts.last('prepare').settings.vocabSize).toBe(256);
    expect(origins()).toEqual([]);
    w.prepared();
    expect(origins()).toEqual([10]);
  });

  it('leaves its settings as they are, with a built-in language and with a text after one', async () => {
    const language = { name: 'Clue', builtIn: 'clue', grammar: 'a = b .', characters: 0, hash: 0 };
    const settings = { tokenizer: 'wordpiece', packSentences: true } as const;
    await opened({ text: language, settings });
    await expect.poll(() => w.texts.last('write')?.builtIn).toBe('clue');
    const source = { name: 'Clue', text: 'B.', characters: 2, builtIn: 'clue', grammar: 'a = b .' };
    const { openId } = w.texts.last('write');
    w.texts.say({ type: 'opened', openId, source, skipped: [], notes: [] });
    expect(w.state().settings).toMatchObject(settings);
    w.prepared();
    expect(origins()).toEqual([undefined, 10]);
  });

  it('leaves them as they are where the text shown before, still being prepared, would decide some', async () => {
    w.app.settings.leaveToAuto(...AUTO_KEYS);
    w.app.text.takeCopy('Other', 'Other.');
    const asked = w.texts.last('prepare').jobId;
    const text = { name: 'Mine', builtIn: undefined, grammar: 'a = b .', characters: 0, hash: 0 };
    const settings = { vocabSize: 300, maxSteps: 20, tokenizer: 'wordpiece' } as const;
    await opened({ text, settings, auto: [...AUTO_KEYS] });
    w.texts.say({ type: 'prepared', jobId: asked, prepared: SUMMARY, problem: undefined });
    expect(w.state().settings).toMatchObject(settings);
    const { openId } = w.texts.last('write');
    const source = { name: 'Mine', text: 'B.', characters: 2, grammar: 'a = b .' };
    w.texts.say({ type: 'opened', openId, source, skipped: [], notes: [] });
    w.prepared();
    expect(w.loads().at(-1)).toMatchObject({ state: stateOf(10), settings });
  });

  it('samples sentences of one’s own grammar again', async () => {
    const text = { name: 'Mine', builtIn: undefined, grammar: 'a = b .', characters: 0, hash: 0 };
    await opened({ text });
    expect(w.texts.last('write')).toMatchObject({ name: 'Mine', grammar: 'a = b .' });
    const { openId } = w.texts.last('write');
    const source = { name: 'Mine', text: 'B.', characters: 2, grammar: 'a = b .' };
    w.texts.say({ type: 'opened', openId, source, skipped: [], notes: [] });
    w.prepared();
    expect(origins()).toEqual([undefined, 10]);
  });

  it('brings along one’s own text where that was edited', async () => {
    w.app.text.type('A cow.');
    await opened();
    expect(w.state().source).toMatchObject({ name: 'Your text', text: TEXT });
    expect(w.state().own.map(({ text }) => text)).toEqual([TEXT, 'A cow.']);
  });

  it('cuts the text by the language that it was cut by', async () => {
    await opened({ text: { ...SAVED.text, language: 'fr' } });
    expect(w.texts.last('prepare').language).toBe('fr');
    w.prepared();
    expect(origins()).toEqual([undefined, 10]);
    // Detected as it was, there is nothing to do; and an older run does not say.
    for (const language of ['en', undefined]) {
      w = testLibrary();
      await opened({ text: { ...SAVED.text, language } });
      expect(origins()).toEqual([undefined, 10]);
    }
  });

  it('says so where the text is gone', async () => {
    await opened({ text: { ...SAVED.text, hash: 1, whole: undefined } });
    expect(w.state().library.problem?.why).toContain('no longer among your texts');
    expect(w.state().part).toBe('library');
    expect(w.state().settings).toEqual(w.loads()[0]!.settings);
  });

  it('says so where the text makes another vocabulary now, and keeps the run that is there', async () => {
    w.trained(4);
    await opened({ vocabulary: { ...SAVED.vocabulary, tokens: ['[PAD]', 'b'] } });
    expect(w.state().run.problem?.why).toContain('would stand for the wrong words');
    expect(w.state().run.step).toBe(4);
    expect(origins()).toEqual([undefined]);
  });

  it('refuses one that is closed, one without weights and one that is not there', async () => {
    await opened({ closed: 'It learned from less.' });
    expect(w.state().library.problem?.why).toBe('It learned from less.');
    await w.app.library.open('nobody');
    w.shelf.state = async () => undefined;
    await w.app.library.add(saved({ id: 'b', name: 'B' }), stateOf(1));
    await w.app.library.open('b');
    expect(w.state().library.problem?.what).toBe('“B” cannot be opened.');
    expect(w.state().library.problem?.why).toContain('weights cannot be read');
    expect(w.state().part).toBe('library');
  });
});

describe('the question before a run is lost', () => {
  it('is asked, and an answer opens the run or does nothing', async () => {
    w.trained();
    await w.app.library.add(saved(), stateOf(10));
    await w.app.library.open('a');
    expect(w.state().library.asking).toBe('a');
    w.app.library.cancelOpen();
    expect(w.state().library.asking).toBeUndefined();
    w.app.library.keepThenOpen(); // nothing waits for an answer
    expect(w.trainer.of('keep')).toEqual([]);
    expect(origins()).toEqual([undefined]);
    await w.app.library.open('a', true);
    expect(origins()).toEqual([undefined, 10]);
  });

  it('is asked where a run was begun while the weights were being read', async () => {
    await w.app.library.add(saved(), stateOf(10));
    const opening = w.app.library.open('a');
    w.trained(4);
    await opening;
    expect(w.state().library.asking).toBe('a');
    expect(origins()).toEqual([undefined]);
  });
});

/** What makes a kept run that is being opened unwanted. */
const CANCELS: readonly (readonly [string, () => unknown])[] = [
  ['another text is chosen', () => w.app.text.takeCopy('Third', 'Third.')],
  ['a built-in text is chosen', () => w.app.text.chooseById('bread')],
  ['one’s own text is chosen', () => w.app.text.chooseOwn(1)],
  ['a text is typed', () => w.app.text.type('Typed.')],
  ['a file is opened', () => w.app.text.openFiles([new File(['x'], 'a.txt')], 'a.txt')],
  ['a language is opened', () => w.app.text.openLanguage('Mine', 'a = b .')],
  ['its text is read as another language', () => w.app.text.chooseLanguage('fr')],
  ['a setting of the model changes', () => w.app.settings.change({ hiddenSize: 32 })],
  ['a setting of the text changes', () => w.app.settings.change({ vocabSize: 512 })],
  ['Reset is pressed', () => w.app.run.reset()],
  ['the preparation is cancelled', () => w.app.text.cancel()],
  ['the opening is cancelled', () => w.app.library.cancelOpen()],
  ['two text workers die', () => dieTwice()],
];

/** The second one has begun to prepare the text, if there was one to prepare. */
function dieTwice() {
  w.texts.die('out of memory');
  if (!w.state().preparing) return;
  const { jobId } = w.texts.last('prepare');
  w.texts.say({ type: 'progress', jobId, phase: 'counting', fraction: 0 });
  w.texts.die('out of memory');
}

describe('a kept run that is being opened', () => {
  /** Whatever is still to be prepared is prepared, the text of the kept run last. */
  const settle = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    if (w.state().preparing) w.prepared();
    w.app.text.takeCopy('Your text', TEXT);
    w.app.settings.change(saved().settings);
    w.prepared();
  };

  it.each(CANCELS)('does not come back once %s while its text is prepared', async (_, cancel) => {
    showOther();
    await opened();
    await cancel();
    await settle();
    expect(origins().filter((step) => step !== undefined)).toEqual([]);
    expect(w.state().run.kept).toBeUndefined();
  });

  it('comes back though a text worker dies while its text is prepared', async () => {
    showOther();
    await opened();
    w.texts.die('out of memory');
    w.prepared();
    expect(origins().at(-1)).toBe(10);
  });

  it.each(CANCELS)('does not come back once %s while its weights are read', async (_, cancel) => {
    await w.app.library.add(saved(), stateOf(10));
    showOther();
    const opening = w.app.library.open('a', true);
    await cancel();
    await opening;
    await settle();
    expect(origins().filter((step) => step !== undefined)).toEqual([]);
    expect(w.state().part).toBe('library');
  });

  it('goes on though the text of the last visit is still on its way', async () => {
    await w.app.library.add(saved(), stateOf(10));
    const restoring = w.app.text.restore('bread');
    const opening = w.app.library.open('a', true);
    await Promise.all([restoring, opening]);
    await new Promise((resolve) => setTimeout(resolve));
    if (w.state().preparing) w.prepared();
    expect(w.state().part).toBe('playground');
    expect(w.state().run.kept).toEqual({ id: 'a', step: 10 });
  });

  it('goes on where a setting changes that it can take, with that', async () => {
    showOther();
    await opened();
    w.app.settings.change({ learningRate: 0.002 });
    w.prepared();
    expect(w.loads().at(-1)).toMatchObject({
      settings: { learningRate: 0.002 },
      state: { step: 10 },
    });
  });

  it('trains on at once where Train is pressed meanwhile', async () => {
    showOther();
    await opened();
    w.app.run.train();
    w.prepared();
    expect(origins()).toEqual([10]);
    w.loaded();
    expect(w.trainer.types()).toContain('train');
  });

  it('is the one that was asked for last, however slow the storage is', async () => {
    const shelf = memoryShelf();
    const slow = new Map<string, () => void>();
    const state = async (id: string) => {
      await new Promise<void>((resolve) => slow.set(id, resolve));
      return stateOf(10);
    };
    w = testLibrary({ ...shelf, shelf: { ...shelf.shelf, state } });
    await w.app.library.add(saved({ id: 'a', name: 'A' }), stateOf(10));
    await w.app.library.add(saved({ id: 'b', name: 'B' }), stateOf(10));
    const both = [w.app.library.open('a'), w.app.library.open('b')];
    slow.get('b')!();
    await both[1];
    slow.get('a')!();
    await both[0];
    expect(origins()).toEqual([undefined, 10]);
    expect(w.state().run.kept?.id).toBe('b');
  });

  it('gives way to another that is opened while its text is prepared', async () => {
    showOther();
    await opened();
    const second = savedRun('b', { ...SAVED, step: 20 });
    await w.app.library.add(second, stateOf(20));
    await w.app.library.open('b');
    w.prepared();
    expect(origins()).toEqual([20]);
  });

  it('leaves the text as it was where the sampling of its language is cancelled', async () => {
    const text = { name: 'Mine', builtIn: undefined, grammar: 'a = b .', characters: 0, hash: 0 };
    const { vocabSize } = w.state().settings;
    await opened({ text, settings: { vocabSize: 128 } });
    w.app.text.cancel();
    expect(w.state()).toMatchObject({ opening: undefined, source: { text: TEXT } });
    expect(w.state().settings.vocabSize).toBe(vocabSize);
  });
});

describe('a run from a model that another browser has', () => {
  const opens = async () => {
    const own = { beginFrom: 'opened', openedModel: 7, tokenizer: 'model' } as const;
    await opened({ settings: own, beganFrom: 'bert-mini' });
    expect(w.texts.last('prepare').own).toEqual(SAVED.vocabulary);
    w.prepared();
    w.loaded();
    w.texts.forget();
    w.trainer.forget();
  };

  it('goes on with the tokens that it brings, and is not begun again from random numbers', async () => {
    await opens();
    expect(w.state().run).toMatchObject({ step: 10, status: 'paused' });
    expect(w.state().run.loaded?.beganFrom).toBe('bert-mini');
    w.app.run.reset();
    expect(w.loads()).toEqual([]);
    expect(w.state().run).toMatchObject({ step: 10, status: 'paused' });
    expect(w.state().run.problem).toMatchObject({
      what: 'A fresh run cannot begin.',
      why: 'The model that it should begin from is not in this browser.',
    });
    w.app.run.train();
    expect(w.trainer.types()).toContain('train');
    w.app.text.takeCopy('Your text', `${TEXT} A fish.`);
    expect(w.texts.last('prepare').own).toEqual(SAVED.vocabulary);
  });

  it('makes room for another text, and a fresh one begins once the model is opened', async () => {
    await opens();
    w.app.text.takeCopy('Other', 'Other.');
    w.prepared();
    expect(w.loads()).toEqual([]);
    expect(w.state().run).toMatchObject({ step: 0, status: 'failed', loaded: undefined });
    const { settings } = w.state();
    const model = {
      ...{ id: 7, name: 'bert-mini', notes: [], weights: new Blob(), settings },
      ...{ positions: settings.maxPositionEmbeddings, vocabulary: SAVED.vocabulary },
    };
    w.app.store.setState({ models: [model] });
    expect(w.app.models.begin(7)).toBeUndefined();
    expect(w.loads().at(-1)?.begin).toMatchObject({ model });
    expect(w.state().run.loaded?.beganFrom).toBe('bert-mini');
    expect(w.state().run.problem).toBeUndefined();
  });
});
