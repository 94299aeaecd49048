import { type Interval, pairedBootstrap } from '../base/bootstrap';
import { formatCount, formatPercent } from '../base/format';
import { key } from '../base/random';
import { PAPERS, type Paper, planOf } from '../config/papers';
import type { App, AppState } from '../store/app';
import { pointRange, pointsOf, signOf } from '../store/experiments/conclusions/conclusion';
import { betWords, paperConclusion } from '../store/experiments/conclusions/paperConclusion';
import { rankArms } from '../store/experiments/conclusions/ranking';
import { findingOf } from '../store/experiments/conclusions/verdict';
import type { Notes } from '../store/lessons/state';
import { earlierOf, isOtherExam } from '../store/playground/again/selectors';
import type { RunData } from '../store/playground/state';
import { type Bet, type Lesson, numberOf, textOf } from './lesson';
import { placeExperiments } from './placeExperiments';
import { place, until } from './until';

const PAPER: Paper = PAPERS.find(({ id }) => id === 'ratio')!;
const PLAN = planOf(PAPER);
/** Arms by their index in the plan, the least hidden first */
const ARMS = PLAN.arms
  .map(({ label }, arm) => ({ label, arm }))
  .sort((a, b) => Number.parseInt(a.label, 10) - Number.parseInt(b.label, 10));
const MODELS = PLAN.arms.length * PLAN.seeds;
const AT = `paper-${PAPER.id}`;

/** Steps of each of the two runs on a text; what they start from and how fast they learn is the same. */
const STEPS = 1000;
const ON_TEXT = `beginFrom=nothing&learningRate=0.003&maxSteps=${STEPS}&loadBestModelAtEnd=false&seed=1&mlmProbability=0.15`;

const bet = (label: string): Bet => ({
  kind: 'choice',
  label,
  options: ARMS.map(({ label: value }) => ({ value, label: value })),
});

const recordIn = ({ experiments }: AppState) => experiments.records[PAPER.id];

const isRunning = ({ experiments: { running } }: AppState): boolean =>
  running?.kind === 'plan' && running.experimentId === PAPER.id;

/** How many seeds all arms have run, or ended early with. */
function seedsDone(state: AppState): number {
  const record = recordIn(state);
  if (!record) return 0;
  const isDone = (seed: number) =>
    PLAN.arms.every((_, arm) => {
      const id = `${arm}.${seed}`;
      return id in record.results || id in record.diverged;
    });
  return Array.from({ length: PLAN.seeds }, (_, seed) => seed).filter(isDone).length;
}

/** How many of the models are done, and what to do where the others are not being trained. */
function progress(state: AppState): string {
  const record = recordIn(state);
  const done = Object.keys({ ...record?.results, ...record?.diverged }).length;
  const next = isRunning(state)
    ? ''
    : ` They are not being trained now: press *${record ? 'Go on' : 'Run'}* beside the question.`;
  return `${done} of ${MODELS} models are done.${next}`;
}

/** "15 % hidden, 57.9 % right; 40 % hidden, …" of one seed, or of all */
function shares(state: AppState, seeds: number): string {
  const record = recordIn(state);
  const parts = ARMS.map(({ label, arm }) => {
    const results = Array.from(
      { length: seeds },
      (_, seed) => record?.results[`${arm}.${seed}`],
    ).filter((result) => result !== undefined);
    const mean = results.reduce((sum, { accuracy }) => sum + accuracy, 0) / results.length;
    return `${label} hidden, ${results.length === 0 ? 'no result' : `${formatPercent(mean, 1)} right`}`;
  });
  return parts.join('; ');
}

/** Starts the experiment, or goes on with it. */
function run(app: App): void {
  const state = app.store.getState();
  if (isRunning(state) || seedsDone(state) === PLAN.seeds) return;
  app.experiments.runPlan(PAPER.id, PLAN);
}

/** What all runs come to, in words: the same sentence as in the paper's row. */
function found(state: AppState): Notes {
  const record = recordIn(state);
  const finding = record && findingOf(record, 'all');
  if (!record || !finding) {
    return { found: 'No answer: some of the models ended early, with a loss that was no number.' };
  }
  const seconds = Object.values(record.results).reduce((sum, one) => sum + one.seconds, 0);
  const { outcome, basis } = paperConclusion(PAPER, finding, { scope: 'all', seconds });
  return { found: outcome, basis, shares: shares(state, PLAN.seeds) };
}

/** What became of a bet that was noted by this name. */
function wager(state: AppState, notes: Notes, name: string): string | undefined {
  const [made, record] = [textOf(notes, name), recordIn(state)];
  if (made === undefined) return undefined;
  return betWords(PLAN.arms, made, record && rankArms(record, record.plan.metric, 'all'));
}

/** The last exam of the model as it is. */
function sittingOf({ evals, step, sittings }: RunData) {
  const exam = evals.filter((point) => point.step <= step).at(-1);
  return sittings.find((sitting) => sitting.step === exam?.step);
}

const isEnded = ({ run: { status, loaded } }: AppState, ratio: number): boolean =>
  status === 'done' && loaded?.settings.mlmProbability === ratio;

/** Of two runs on one text, the second with 40 %: how much more it gets right; undefined until both are there. */
function onText(
  state: AppState,
): { readonly few: number; readonly many: number; readonly lead: Interval } | undefined {
  const earlier = earlierOf(state);
  const sitting = sittingOf(state.run);
  if (!earlier || !sitting || !isEnded(state, 0.4)) return undefined;
  const { settings, exam } = earlier.saved;
  if (settings.mlmProbability !== 0.15 || isOtherExam(state.run, earlier)) return undefined;
  if (sitting.right.length !== exam.right.length) return undefined;
  const lead = pairedBootstrap([sitting.right], [exam.right], key(2), exam.groups);
  return { few: exam.accuracy, many: exam.accuracy + lead.mean, lead };
}

function textWords(notes: Notes): string | undefined {
  const [few, many, low, high] = ['few', 'many', 'low', 'high'].map((name) =>
    numberOf(notes, name),
  );
  if (few === undefined || many === undefined || low === undefined || high === undefined) {
    return undefined;
  }
  const lead = { mean: many - few, low, high };
  const outcome = {
    more: `40 % did better, by ${pointsOf(lead.mean)} points ${pointRange(lead)}`,
    less: `15 % did better, by ${pointsOf(-lead.mean)} points ${pointRange({ mean: -lead.mean, low: -high, high: -low })}`,
    unclear: 'that is too close to tell',
  }[signOf(lead)];
  return `On ${textOf(notes, 'text') ?? 'this text'}: ${formatPercent(few)} right with 15 % hidden, ${formatPercent(many)} with 40 %: ${outcome}. One run each: a hint, not an answer.`;
}

export const howMany: Lesson = {
  id: 'how-many',
  aim: 'say how much to hide, and how sure you are.',
  belief:
    'Many take it for a law that a model must hide 15 % of the tokens, because BERT did. In 2023 Wettig and others found that large models do better with 40 %.',
  steps: [
    {
      id: 'first',
      title: 'Who wins?',
      at: AT,
      say: [
        'Three ways to train: hide 15, 40 or 80 of 100 tokens. What is hidden is a question, what is left is a hint.',
        'After 500 steps, all models sit the same exam, with the same blanks.',
      ],
      bet: bet('With how much hidden does a model get most right?'),
      task: `Press *Run* beside “${PAPER.title}”. Each way is tried five times, from other random weights: ${MODELS} models. That takes some minutes, and the page says how many. You can go on meanwhile.`,
      begin: (app) => placeExperiments(app, { scope: 'all' }),
      onBet(app, made) {
        const { records } = app.store.getState().experiments;
        // A bet that results have come to already stays as it is.
        if (records[PAPER.id] === undefined) app.experiments.bet(PAPER.id, `${made}`);
      },
      covers: ({ first }) => (first === undefined ? ['papers'] : []),
      check: (state) => isRunning(state) || seedsDone(state) === PLAN.seeds,
      doIt: run,
      tell: (state) =>
        isRunning(state)
          ? 'The models train in the background.'
          : 'All have been trained in this browser before: their results are kept.',
    },
    {
      id: 'aloud',
      title: 'Meanwhile, hide 80 %',
      at: 'mask-ratio',
      say: [
        'What is it like to learn from so little? This is the text in the playground, as a model gets it to read.',
      ],
      task: 'Set *Mask ratio* to 80 % or more. Then find *Text* on the page, and read a line aloud. Do not press Train: that would pause the experiment.',
      begin(app) {
        app.show('playground');
        app.text.showAs('masked');
        const { mlmProbability, maskStrategy } = app.store.getState().settings;
        if (mlmProbability >= 0.8) app.settings.change({ mlmProbability: 0.15 });
        if (maskStrategy === 'hand') app.settings.change({ maskStrategy: 'token' });
      },
      check: ({ part, settings: { mlmProbability } }) =>
        part === 'playground' &&
        mlmProbability >= 0.8 && { questions: Math.round(100 * mlmProbability) },
      doIt: (app) => void app.settings.change({ mlmProbability: 0.8 }),
      tell(_state, notes) {
        const questions = numberOf(notes, 'questions');
        if (questions === undefined) return undefined;
        return `Of 100 tokens, ${questions} are questions and ${100 - questions} are left as hints. With 15 %, it is 15 questions and 85 hints.`;
      },
    },
    {
      id: 'one',
      title: 'One seed is in',
      at: AT,
      say: [
        'A seed decides the random weights at the start, and the order of the sentences. The page trains with seed 1 first, once each way, then with seed 2, and so on.',
      ],
      task: 'Wait until the first three models are done.',
      begin: (app) => placeExperiments(app, { scope: 'all' }),
      soFar: progress,
      check: (state) => seedsDone(state) >= 1 && { oneSeed: shares(state, 1) },
      async doIt(app) {
        run(app);
        await until(
          app,
          (state) => seedsDone(state) >= 1,
          ({ experiments }) => experiments.problem,
        );
      },
      tell: (_state, notes) =>
        `With seed 1: ${textOf(notes, 'oneSeed')}. Is that enough to be sure?`,
    },
    {
      id: 'second',
      title: 'Still sure?',
      at: AT,
      say: [
        'Four more seeds follow. Look at the figures of the first one, and bet once more. You may change your mind.',
      ],
      bet: bet('Which will be best over all five seeds?'),
      task: `Wait until all ${MODELS} models are done. The page then says how far apart the three ways are, and how much of that luck could explain: a 95 % interval.`,
      begin: (app) => placeExperiments(app, { scope: 'all' }),
      soFar: progress,
      check: (state) => seedsDone(state) === PLAN.seeds && found(state),
      async doIt(app) {
        run(app);
        await until(
          app,
          (state) => seedsDone(state) === PLAN.seeds,
          ({ experiments }) => experiments.problem,
        );
      },
      tell: (state, notes) =>
        [textOf(notes, 'found'), textOf(notes, 'shares'), wager(state, notes, 'second')]
          .filter((part) => part !== undefined)
          .map((part) => (part.endsWith('.') ? part : `${part}.`))
          .join(' '),
    },
    {
      id: 'text',
      title: 'And a real text?',
      at: 'mask-ratio',
      say: [
        'That was a made-up language. Now your own text, or one of the page’s stories where you have none: one run with 15 % hidden, one with 40 %.',
      ],
      task: `Press Train and wait for its ${formatCount(STEPS)} steps; beside *step* the page says how long it takes. Then press *Again with…* under Learning, and choose a mask ratio of 40 %.`,
      async begin(app) {
        const { source } = app.store.getState();
        const isOwn = source.builtIn === undefined && source.grammar === undefined;
        app.again.drop(); // what the person compared on this text is no part of it
        await place(app, `${isOwn && source.characters > 0 ? '' : 'text=lanterns&'}${ON_TEXT}`);
      },
      check(state) {
        const seen = onText(state);
        if (!seen) return false;
        const { few, many, lead } = seen;
        return { few, many, low: lead.low, high: lead.high, text: `*${state.source.name}*` };
      },
      async doIt(app) {
        app.run.train();
        await until(app, (state) => isEnded(state, 0.15));
        app.again.with({ mlmProbability: 0.4 });
        await until(app, (state) => isEnded(state, 0.4));
      },
      tell: (_state, notes) => textWords(notes),
    },
  ],
  verdict(notes) {
    const [before, after] = [textOf(notes, 'first'), textOf(notes, 'second')];
    const result = textOf(notes, 'found');
    const bets =
      before === undefined || after === undefined
        ? undefined
        : `You bet on ${before} at first, and ${after === before ? 'stayed with it' : `on ${after}`} after one seed.`;
    return [
      result === undefined
        ? 'The experiment has not ended, so there is no answer yet. Go back to the fourth step.'
        : `${result} ${textOf(notes, 'basis') ?? ''}`.trim(),
      ...[bets, textWords(notes)].filter((words) => words !== undefined),
    ];
  },
  questions: [
    {
      question: 'What does a hidden token cost, and what does it buy?',
      answer:
        'It costs a hint, so the other questions get harder. It buys a question, so the model has more to learn from in each sentence.',
    },
    {
      question: 'Why do all models sit the same exam?',
      answer:
        'The questions in training are harder where more is hidden, so a higher loss there does not make a worse pupil. Only an exam that is the same for all can tell.',
    },
    {
      question: 'Why five seeds, and what does the interval say?',
      answer:
        'Each seed comes to a slightly different result. The interval says how far luck with seeds and blanks may have moved the difference. If it holds zero, nobody has won.',
    },
    {
      question: 'Large models do better with 40 %. Must a small one?',
      answer:
        'No. What holds for a large model, a long training and a real language need not hold here. That is why one tries it.',
    },
  ],
  further: {
    say: 'Does what wins early still win late? Sweep the mask ratio with 3 000 steps.',
    hash: `part=experiments&language=${PLAN.language}&steps=3000&exam=all`,
  },
  sources: [
    {
      label: 'Wettig, Gao, Zhong and Chen 2023, Should You Mask 15% in Masked Language Modeling?',
      url: 'https://aclanthology.org/2023.eacl-main.217',
    },
  ],
};
