import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Plan } from '../../config/experiments';
import { DEFAULT_SETTINGS } from '../../config/settings';
import type { PreparedSummary } from '../../protocol/texts';
import { savedRun, stateOf } from '../../storage/testRuns';
import { textHash } from '../../storage/textHash';
import type { Vocabulary } from '../../tokenizer/vocabulary';
import { SUMMARY, type TestApp, testApp } from '../testApp';
import { playgroundText, textId } from './ownText';
import { RESULT } from './testLanguage';

const TEXT = 'Clover is dear to bees and me. Bees are dear to clover.';
const TOKENS = [
  ...['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'],
  ...['clover', 'is', 'dear', 'to', 'bees', 'and', 'me', '.'],
];
const VOCABULARY: Vocabulary = { tokens: TOKENS, doLowerCase: true, stripAccents: false };
/** A held-out sentence, as the text worker hands it over */
const SENTENCE = {
  ...{ index: 0, heldOut: true, text: 'Clover is dear to bees and me. ' },
  ids: Int32Array.of(5, 6, 7, 8, 9, 10, 11, 12),
  starts: Uint32Array.of(0, 7, 10, 15, 18, 23, 27, 29),
  ends: Uint32Array.of(6, 9, 14, 17, 22, 26, 29, 30),
  wordIds: Uint32Array.of(0, 1, 2, 3, 4, 5, 6, 7),
};
const PREPARED: Partial<PreparedSummary> = {
  vocabulary: VOCABULARY,
  counts: Uint32Array.of(0, 0, 0, 0, 0, 2, 1, 2, 2, 2, 1, 1, 2),
  cut: { ...SUMMARY.cut!, candidates: [SENTENCE] },
};

let w: TestApp;
beforeEach(async () => {
  w = testApp();
  w.app.settings.change({ maxSteps: 50, learningRate: 0.002 });
  open('Bees', TEXT);
});

const open = (name: string, text: string, prepared = PREPARED) => {
  w.app.text.takeCopy(name, text);
  w.prepared(prepared);
};
const experiments = () => w.state().experiments;
/** The experiments are opened, and the text in the playground is chosen there. */
async function choose() {
  await w.app.experiments.open();
  await w.app.experiments.openLanguage('text');
  ready();
}
const ready = () => {
  const { languageId, subject } = w.experiments.last('language');
  if (!('text' in subject)) throw new Error('it is not asked for a text');
  const { specimens, vocabulary } = subject.text;
  const none = new Uint8Array(2);
  const language = {
    ...{ tokens: vocabulary.tokens, trainSentences: 1, examSentences: 1, repeatedShare: 0 },
    ...{ examBlanks: 2, examShare: 0.15, knowsNothing: 4, knowsFrequencies: 3, specimens },
    ...{ telling: none, groups: Uint32Array.of(0, 1), floors: undefined, tellingFloors: undefined },
  };
  w.experiments.say({ type: 'language', languageId, language });
  return subject.text;
};
const shown = () => experiments().text!;
const planOf = (changed: Partial<Plan> = {}): Plan => ({
  ...{ language: 'text', text: shown().plan, seeds: 1, maxSteps: 20, metric: 'accuracy' },
  arms: [
    { label: 'few', settings: { mlmProbability: 0.1 } },
    { label: 'many', settings: { mlmProbability: 0.4 } },
  ],
  ...changed,
});
const began = async () => {
  const before = w.experiments.of('runs').length;
  await expect.poll(() => w.experiments.of('runs').length, { interval: 1 }).toBe(before + 1);
};

describe('the text in the playground', () => {
  it('is handed over as it is prepared, with the settings that it has there', () => {
    const { text } = playgroundText(w.state());
    expect(text!.plan).toEqual({
      ...{ name: 'Bees', characters: TEXT.length, hash: textHash(TEXT), language: 'en' },
      // What a run of an experiment sets anew is as usual.
      settings: { ...w.state().settings, maxSteps: DEFAULT_SETTINGS.maxSteps },
    });
    expect(text!.settings).toMatchObject({ maxSteps: 50, learningRate: 0.002 });
    const { toLearn } = text!;
    expect(toLearn).toMatchObject({
      ...{ vocabulary: VOCABULARY, stored: w.state().prepared!.stored, starter: undefined },
      ...{ byHand: new Uint32Array(), id: textId(text!.plan) },
      cut: { maxPositionEmbeddings: 32, keepTogether: true, packSentences: true },
    });
    // Of “clover” and “bees”, which are worth asking for, the one with most on both sides.
    expect(toLearn.specimens).toEqual([
      {
        ...{
          before: 'Clover is dear to ',
          after: ' and me.',
          blank: 5,
          answer: 9,
          exact: undefined,
        },
        inputIds: Int32Array.of(2, 5, 6, 7, 8, 4, 10, 11, 12, 3),
      },
    ]);
  });

  it('is another to the worker where its tokens or windows are, and not where settings are', () => {
    const idNow = () => playgroundText(w.state()).text!.toLearn.id;
    const id = idNow();
    w.app.settings.change({ learningRate: 0.01, seed: 7, mlmProbability: 0.4 });
    expect(idNow()).toBe(id);
    w.app.settings.change({ maxPositionEmbeddings: 16 });
    w.prepared(PREPARED);
    expect(idNow()).not.toBe(id);
  });

  it('says why it cannot be learned', () => {
    const why = () => {
      const now = playgroundText(w.state());
      return now.text ? undefined : [now.why, now.isComing];
    };
    expect(why()).toBeUndefined();
    w.app.text.takeCopy('Wasps', 'One.');
    expect(why()).toEqual(['It is being prepared.', true]);
    const { jobId } = w.texts.last('prepare');
    const problem = { kind: 'text', what: 'No.', why: 'It is too short.', advice: 'Go.' } as const;
    const prepared = { ...SUMMARY, cut: undefined };
    w.texts.say({ type: 'prepared', jobId, prepared, problem });
    expect(why()).toEqual(['It is too short.', false]);
    w.app.store.setState({
      source: { name: 'Geese', text: 'x', characters: 1, grammar: 'a = b .' },
    });
    expect(why()).toEqual([expect.stringContaining('drawn from a language'), false]);
  });
});

describe('shown in the experiments', () => {
  it('is waited for while it is prepared', async () => {
    w.app.text.takeCopy('Wasps', 'Wasps like plums. Plums do not like wasps.');
    await w.app.experiments.open();
    await w.app.experiments.openLanguage('text');
    expect(experiments()).toMatchObject({ opening: { id: 'text', text: undefined } });
    expect(w.experiments.of('language').filter(({ subject }) => 'text' in subject)).toEqual([]);
    w.prepared(PREPARED);
    ready();
    expect(experiments()).toMatchObject({ languageId: 'text', grammar: '', opening: undefined });
    expect(shown().plan.name).toBe('Wasps');
  });

  it('stays chosen where that was before the experiments were ready', async () => {
    const opening = w.app.experiments.open();
    await w.app.experiments.openLanguage('text');
    await opening;
    expect(experiments().opening?.id).toBe('text');
  });

  it('gives way to a language where it cannot be learned', async () => {
    w.app.text.takeCopy('Wasps', 'One.');
    w.prepared({ cut: undefined });
    w.app.store.setState({
      textProblem: { kind: 'text', what: 'No.', why: 'It is too short.', advice: 'Go.' },
    });
    w.app.experiments.takeLink({ languageId: 'text' });
    await w.app.experiments.open();
    expect(experiments().problem).toMatchObject({
      ...{ what: '“Wasps” cannot be learned here.', why: 'It is too short.' },
    });
    await expect.poll(() => experiments().opening?.id).toBe('clue');
  });

  it('follows the playground, until three models have learned it', async () => {
    await choose();
    const asked = () => w.experiments.of('language').length;
    const before = asked();
    w.app.settings.change({ learningRate: 0.01 });
    expect(asked()).toBe(before); // its tokens are the same
    expect(shown().settings.learningRate).toBe(0.01);
    open('Wasps', 'Wasps like plums. Plums do not like wasps.');
    expect(asked()).toBe(before + 1);
    ready();
    expect(shown().plan.name).toBe('Wasps');

    w.app.experiments.trainTwins();
    open('Bees', TEXT);
    expect(asked()).toBe(before + 1);
    expect(shown().plan.name).toBe('Wasps');
    expect(experiments().playground?.name).toBe('Bees');
  });

  it('has the three models learn it with the playground’s settings and steps', async () => {
    await choose();
    w.app.settings.change({ seed: 9 });
    w.app.experiments.setMaxSteps(500); // of languages
    w.app.experiments.trainTwins();
    const { settings } = w.state();
    expect(w.experiments.last('runs')).toMatchObject({
      subject: { text: { id: shown().toLearn.id } },
      runs: ['left', 'right', 'both'].map((context) => ({
        id: context,
        settings: { ...settings, context },
      })),
    });
    w.app.experiments.setTextSteps(30);
    w.app.experiments.trainTwins();
    expect(w.experiments.last('runs').runs[0]!.settings.maxSteps).toBe(30);
  });

  it('is what the Library keeps a model with, as if the playground had trained it', async () => {
    await choose();
    w.app.experiments.trainTwins();
    const { jobId, runs } = w.experiments.last('runs');
    const { settings } = runs[0]!;
    const { exam } = savedRun('x');
    const snapshot = { state: stateOf(40), settings, changed: [], exam };
    for (const { id: runId } of runs)
      w.experiments.say({ type: 'done', jobId, runId, result: RESULT });
    w.app.experiments.keepTwins();
    w.experiments.say({ type: 'kept', jobId, runId: 'left', vocabulary: VOCABULARY, snapshot });
    await expect.poll(() => w.state().library.list.length).toBe(1);
    expect(w.state().library.list[0]).toMatchObject({
      name: 'Bees · before only · learning rate 0.002',
      text: { name: 'Bees', hash: textHash(TEXT), whole: TEXT },
      ...{ settings, step: 40, isBest: true, floors: undefined, closed: undefined },
    });
  });
});

describe('a plan on a text', () => {
  it('trains with the settings that it was made with, but for those that its arms change', async () => {
    await choose();
    const plan = planOf();
    w.app.settings.change({ learningRate: 0.5, backend: 'wasm' });
    w.app.experiments.runPlan('sweep', plan);
    await began();
    const { runs, subject } = w.experiments.last('runs');
    expect(subject).toEqual({ text: shown().toLearn });
    const usual = { ...plan.text!.settings, backend: 'wasm', maxSteps: 20, seed: 1 };
    expect(usual.learningRate).toBe(0.002);
    expect(runs.map(({ settings }) => settings)).toEqual([
      { ...usual, mlmProbability: 0.1 },
      { ...usual, mlmProbability: 0.4 },
    ]);
  });

  it('keeps its results when the text is changed, and goes on once that is there again', async () => {
    await choose();
    const plan = planOf();
    w.app.experiments.runPlan('sweep', plan);
    await began();
    const { jobId } = w.experiments.last('runs');
    w.experiments.say({ type: 'done', jobId, runId: '0.0', result: RESULT });
    w.app.experiments.stop();
    open('Bees', `${TEXT} And more.`);
    ready();
    w.app.experiments.runPlan('sweep', plan);
    await expect.poll(() => experiments().problem?.why).toContain('“Bees” as it was');
    expect(experiments().running).toBeUndefined();
    expect(Object.keys(experiments().records.sweep!.results)).toEqual(['0.0']);
    expect(w.experiments.of('runs')).toHaveLength(1);

    open('Bees', TEXT);
    ready();
    w.app.experiments.runPlan('sweep', plan);
    await began();
    expect(w.experiments.last('runs').runs.map(({ id }) => id)).toEqual(['1.0']);
  });
});

vi.mock('../../storage/experiments', async (original) => ({
  ...(await original<typeof import('../../storage/experiments')>()),
  saveExperiment: vi.fn(async () => true),
}));
