import { onTestFinished, vi } from 'vitest';
import type { ExperimentsEvent, ExperimentsRequest } from '../protocol/experiments';
import type { RunFacts } from '../protocol/run';
import type { PreparedSummary, TextEvent, TextRequest } from '../protocol/texts';
import type { TrainerEvent, TrainerRequest } from '../protocol/trainer';
import type { WorkerName } from '../protocol/workers';
import type { Vocabulary } from '../tokenizer/vocabulary';
import { createApp } from './app';
import type { RunData } from './playground/state';

/** A worker that does nothing but note what it is asked, and say what a test has it say. */
class StubWorker {
  static all: StubWorker[] = [];
  readonly asked: { type: string }[] = [];
  onmessage?: (event: { data: unknown }) => void;
  onerror?: (event: { message: string }) => void;
  isEnded = false;
  readonly name: WorkerName;
  constructor(_url: URL, { name }: { name: WorkerName }) {
    this.name = name;
    StubWorker.all.push(this);
  }
  postMessage(request: { type: string }) {
    this.asked.push(request);
  }
  terminate() {
    this.isEnded = true;
  }
}

/** The workers of one kind, one after the other. */
function stubOf<Request extends { type: string }, Event>(name: WorkerName) {
  const all = () => StubWorker.all.filter((worker) => worker.name === name);
  const present = () => all().findLast((worker) => !worker.isEnded);
  const asked = () => all().flatMap((worker) => worker.asked as Request[]);
  return {
    asked,
    types: () => asked().map(({ type }) => type),
    of: <T extends Request['type']>(type: T) =>
      asked().filter((r): r is Extract<Request, { type: T }> => r.type === type),
    last: <T extends Request['type']>(type: T) =>
      asked().findLast((r): r is Extract<Request, { type: T }> => r.type === type)!,
    forget() {
      for (const worker of all()) worker.asked.length = 0;
    },
    say: (event: Event) => present()!.onmessage!({ data: event }),
    /** The oldest one that has not ended says it. */
    oldSays: (event: Event) => all().find((worker) => !worker.isEnded)!.onmessage!({ data: event }),
    die: (message: string) => present()!.onerror!({ message }),
    ended: () => all().filter((worker) => worker.isEnded).length,
  };
}

export const VOCABULARY: Vocabulary = {
  tokens: ['[PAD]', 'a'],
  doLowerCase: true,
  stripAccents: false,
};

export const FACTS: RunFacts = {
  ...{ parameterCount: 9, examSentences: 1, examBlanks: 60, examShare: 0.15, examRounds: 8 },
  ...{
    knowsNothing: 5,
    knowsFrequencies: 4,
    mostFrequentAccuracy: 0.1,
    examId: 'exam',
    language: undefined,
  },
};

const EMPTY = new Uint32Array(0);
const NONE = { tokens: 0, characters: 0 };

/** A text as the text worker prepares it. */
export const SUMMARY: PreparedSummary = {
  detectedLanguage: 'en',
  vocabulary: VOCABULARY,
  mergedFrom: new Int32Array(0),
  counts: EMPTY,
  stats: {
    ...{ characters: 9, words: 9, sentences: 9, tokens: 9, vocabulary: 9, unknownShare: 0 },
    ...{ unknown: { long: NONE, spelling: NONE }, alphabet: 9 },
    ...{ copies: 0, near: 0, tooAlike: false },
  },
  facts: { language: 'en', words: 9, sentences: 9, recurring: 0.7, starter: undefined },
  stored: {
    ...{ words: new Blob(), ids: new Blob(), starts: new Blob(), phrases: new Blob() },
    ...{ sentences: new Blob(), sentenceStarts: new Blob(), groups: new Blob() },
    ...{ wordCount: 0, counts: EMPTY },
  },
  cut: {
    pages: { units: EMPTY, offsets: EMPTY },
    candidates: [],
    toGuess: [],
    commonestWord: undefined,
  },
};

/** The whole page over workers that only note what they are asked. Nothing is left to Auto unless a test says so. */
export function testApp(options?: Parameters<typeof createApp>[0]) {
  StubWorker.all = [];
  vi.stubGlobal('Worker', StubWorker);
  onTestFinished(() => void vi.unstubAllGlobals());
  const app = createApp({ auto: [], ...options });
  const state = app.store.getState;
  const trainer = stubOf<TrainerRequest, TrainerEvent>('cloze-trainer');
  const texts = stubOf<TextRequest, TextEvent>('cloze-texts');
  const experiments = stubOf<ExperimentsRequest, ExperimentsEvent>('cloze-experiments');
  return {
    ...{ app, state, trainer, texts, experiments },
    patchRun: (change: Partial<RunData>) =>
      app.store.setState(({ run }) => ({ run: { ...run, ...change } })),
    /** The text worker has prepared what it was asked for last. */
    prepared(changed: Partial<PreparedSummary> = {}) {
      const { jobId } = texts.last('prepare');
      const prepared = { ...SUMMARY, ...changed };
      texts.say({ type: 'prepared', jobId, prepared, problem: undefined });
    },
    /** The trainer has built the model that it was asked for last. */
    loaded(changed: Partial<RunFacts> = {}) {
      const { runId } = trainer.last('load');
      trainer.say({ type: 'loaded', runId, facts: { ...FACTS, ...changed } });
    },
    /** The trainer says what the present run does now, at a step. */
    runIs: (now: 'ready' | 'running' | 'paused' | 'done', step: number) =>
      trainer.say({ type: 'state', runId: state().run.runId, state: now, step }),
  };
}

export type TestApp = ReturnType<typeof testApp>;
