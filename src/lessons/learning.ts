import { pairedBootstrap } from '../base/bootstrap';
import { formatCount, formatPercent } from '../base/format';
import { key } from '../base/random';
import type { EvalPoint } from '../protocol/run';
import type { AppState } from '../store/app';
import type { RunData } from '../store/playground/state';
import { shownView } from '../store/playground/watch';
import { type Lesson, numberOf, textOf } from './lesson';
import { place, until } from './until';

const STEPS = 1500;
/** It ends at its last step: the person is to see what came of it. */
const PLACE = `text=bread&beginFrom=nothing&tokenizer=wordpiece&vocabSize=1024&minFrequency=2&learningRate=0.003&warmupSteps=100&maxSteps=${STEPS}&loadBestModelAtEnd=false&seed=1`;

/** Nats above the best exam that 400 blanks do not show by chance alone. */
const CLEAR = 0.15;

const isDone = ({ run }: AppState) => run.status === 'done' && run.evals.at(-1)?.step === STEPS;

/** The exams of a run that has learned something, from its first step on. */
const sat = (run: RunData): readonly EvalPoint[] => run.evals.filter(({ step }) => step > 0);

const bestOf = (points: readonly EvalPoint[]): EvalPoint | undefined =>
  points.length === 0 ? undefined : points.reduce((a, b) => (b.loss < a.loss ? b : a));

/** Whether the last exam has fewer or more blanks right than the best one, beyond chance; "as many" otherwise. */
function comparedRight({ sittings }: RunData, best: number): 'fewer' | 'more' | 'as many' {
  const [then, now] = [sittings.find(({ step }) => step === best), sittings.at(-1)];
  if (!then || !now || then.right.length !== now.right.length) return 'as many';
  const { low, high } = pairedBootstrap([then.right], [now.right], key(1));
  // More right then is more mistakes now.
  if (low > 0) return 'more';
  return high < 0 ? 'fewer' : 'as many';
}

/** A loss as the number of words to choose among. */
const amongWords = (loss: number) => `${formatCount(Math.round(Math.exp(loss)))} words`;

export const learning: Lesson = {
  id: 'learning',
  aim: 'tell learning from memorising, and stop in time.',
  belief:
    'Many believe that a falling training loss is always good news, or that any gap between training and exam is over-fitting. Neither is true.',
  steps: [
    {
      id: 'course',
      title: 'One book, read over and over',
      say: [
        'The model will read one short text, *Bread at home*, again and again: 1 500 steps. A tenth of its sentences is held out. They are the exam, and it never trains on them.',
        'The curve shows its loss: how surprised it is, in nats. At the start it is about as unsure as somebody who chooses among 1 000 words, which is some 7 nats. Lower is better.',
      ],
      bet: {
        kind: 'numbers',
        label: 'Where will the exam’s loss be',
        places: ['step 100', '400', '800', '1 500'],
        unit: 'nats',
        min: 0,
        max: 12,
      },
      task: 'Your bet is in. Go on to the next step.',
      begin: (app) => place(app, PLACE),
      check: () => true,
      doIt: () => {},
    },
    {
      id: 'train',
      title: 'Go',
      say: [
        'Two curves will appear under *Learning*: the loss on the sentences that it trains on, and on the exam.',
      ],
      task: 'Press Train, and watch which curve turns.',
      check(state) {
        const best = bestOf(sat(state.run));
        const last = state.run.evals.at(-1);
        if (!isDone(state) || !best || !last) return false;
        return {
          best: best.step,
          bestLoss: best.loss,
          bestRight: best.accuracy,
          lastLoss: last.loss,
          lastRight: last.accuracy,
          mistakes: comparedRight(state.run, best.step),
        };
      },
      async doIt(app) {
        app.run.train();
        await until(app, isDone);
      },
      tell(_state, notes) {
        const [best, bestLoss, lastLoss] = ['best', 'bestLoss', 'lastLoss'].map((name) =>
          numberOf(notes, name),
        );
        if (best === undefined || bestLoss === undefined || lastLoss === undefined)
          return undefined;
        return `The exam was best at step ${formatCount(best)} with ${bestLoss.toFixed(2)} nats. It ended at ${lastLoss.toFixed(2)}.`;
      },
    },
    {
      id: 'stop',
      title: 'When would you have shut the book?',
      say: ['Look at the curve of the exam, and choose the step at which you would have stopped.'],
      bet: {
        kind: 'number',
        label: 'I would have stopped at step',
        unit: 'of 1 500',
        min: 1,
        max: STEPS,
      },
      task: 'Now drag the slider under the attention maps to the exam’s best step, and read what the model guessed then.',
      check(state, notes) {
        const best = numberOf(notes, 'best');
        const view = shownView(state.watch);
        if (best === undefined || !view || state.watch.shown === 'live') return false;
        return Math.abs(view.step - best) <= Math.max(30, best / 4);
      },
      doIt(app) {
        const { watch, lessons } = app.store.getState();
        const best = numberOf(lessons.open?.notes ?? {}, 'best') ?? 0;
        const distances = watch.views.map(({ step }) => Math.abs(step - best));
        app.watch.scrub(distances.indexOf(Math.min(...distances)));
      },
      tell(_state, notes) {
        const [bet, best] = [numberOf(notes, 'stop'), numberOf(notes, 'best')];
        if (best === undefined) return undefined;
        if (bet === undefined) return `The exam was best at step ${formatCount(best)}.`;
        const far = Math.abs(bet - best);
        return far <= Math.max(30, best / 4)
          ? `You would have shut the book at the right page: the exam was best at step ${formatCount(best)}.`
          : `You said ${formatCount(bet)}; the exam was best at step ${formatCount(best)}.`;
      },
    },
    {
      id: 'surer',
      title: 'More mistakes now, or just surer ones?',
      say: [
        'Since then the exam’s loss has changed. A loss can rise for two reasons: the model gets more blanks wrong, or it is surer of the same mistakes.',
      ],
      bet: {
        kind: 'choice',
        label: 'What is it?',
        options: [
          { value: 'more', label: 'It makes more mistakes' },
          { value: 'surer', label: 'As many, but it is surer of them' },
          { value: 'fewer', label: 'It makes fewer' },
        ],
      },
      task: 'Read the figures under Learning, and compare them with the best exam.',
      check: () => true,
      doIt: () => {},
      tell(_state, notes) {
        const [then, now] = [numberOf(notes, 'bestRight'), numberOf(notes, 'lastRight')];
        const [was, is] = [numberOf(notes, 'bestLoss'), numberOf(notes, 'lastLoss')];
        if (then === undefined || now === undefined || was === undefined || is === undefined) {
          return 'Train the model in the second step first.';
        }
        const mistakes = textOf(notes, 'mistakes');
        const counted =
          mistakes === 'as many'
            ? 'as many mistakes, as far as chance can tell'
            : `${mistakes} mistakes`;
        return `Right at its best: ${formatPercent(then)}, now ${formatPercent(now)}: ${counted}. It was as unsure as somebody who chooses among ${amongWords(was)}, and is now as wrong as one who chooses among ${amongWords(is)}.`;
      },
    },
    {
      id: 'back',
      title: 'Go back to that moment',
      say: ['The page has kept the model as it was at its best exam.'],
      task: 'Press “Go back to step …” under Learning.',
      check: ({ run }, notes) => run.step === numberOf(notes, 'best') && run.status !== 'running',
      doIt(app) {
        app.run.goToAside();
      },
      tell: (_state, notes) =>
        `This is the model of step ${formatCount(numberOf(notes, 'best') ?? 0)} again. What you train by default ends there by itself.`,
    },
  ],
  verdict(notes) {
    const [best, was, is] = ['best', 'bestLoss', 'lastLoss'].map((name) => numberOf(notes, name));
    if (best === undefined || was === undefined || is === undefined) {
      return ['You skipped the training, so there is nothing to tell. Go back to the second step.'];
    }
    return is - was > CLEAR
      ? [
          `Since step ${formatCount(best)} its own text got easier and the exam harder, by ${(is - was).toFixed(2)} nats: it learned its text by heart.`,
        ]
      : [
          `The exam never got clearly worse: at its end it was ${(is - was).toFixed(2)} nats above its best. No harm yet.`,
        ];
  },
  questions: [
    {
      question: 'Who sets the exam?',
      answer: 'Sentences of the same text that the model was never trained on.',
    },
    {
      question: 'There is a gap between the two curves. Is that over-fitting?',
      answer: 'Not by itself: what one has practised is easier. An exam that gets worse is.',
    },
    {
      question: 'What cures it?',
      answer:
        'More text, or stopping in time. Dropout helps a little: it makes parts of the model forget at random while it trains.',
    },
  ],
  further: {
    say: 'Try the same with dropout of 10 %, which disturbs the model while it learns.',
    hash: `${PLACE}&hiddenDropoutProb=0.1`,
  },
  sources: [
    {
      label: 'Valdenegro-Toro and Sabatelli 2023, Machine Learning Students Overfit to Overfitting',
      url: 'https://arxiv.org/abs/2209.03032',
    },
  ],
};
