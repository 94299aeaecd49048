import { signTest } from '../base/exactTests';
import { formatCount, formatPercent } from '../base/format';
import { counted } from '../base/words';
import type { App, AppState } from '../store/app';
import type { Notes } from '../store/lessons/state';
import { hiddenWord } from '../store/playground/youFirst/words';
import { FIRST_PIECE_ID } from '../tokenizer/vocabulary';
import { type Lesson, numberOf, numbersOf, textOf } from './lesson';
import { keepOrPlace, place, until } from './until';

const STEPS = 600;
const PLACE = `text=lanterns&beginFrom=nothing&tokenizer=wordpiece&vocabSize=1024&minFrequency=2&learningRate=0.003&warmupSteps=100&maxSteps=${STEPS}&loadBestModelAtEnd=false&seed=1`;

/** Rarer than one time in twenty by luck alone is clear. */
const CLEAR = 0.05;

const isExamOver = ({ youFirst }: AppState) => youFirst?.isFinished === true;

/** How the model did when it was asked at or after this step of its training; undefined before that. */
function sittingFrom({ youFirst, run }: AppState, step: number) {
  return youFirst?.sittings.findLast((s) => s.runId === run.runId && s.step >= step);
}

/** [items] 1 where it was right, else 0: a note holds numbers. */
const marks = (right: readonly (boolean | undefined)[]) => right.map((one) => (one ? 1 : 0));
const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);

/** Fills the ten blanks for the person, who does not know them. */
async function fillForThem(app: App) {
  if (!app.store.getState().youFirst) app.youFirst.start();
  const { youFirst } = app.store.getState();
  youFirst?.words.forEach((word, i) => {
    if (word === undefined) app.youFirst.answer(i, '');
  });
  app.youFirst.finish();
  await until(app, (state) => sittingFrom(state, 0) !== undefined);
}

/** Where the person did not do the exam, it is done for them, so that there is something to look at. */
async function beginAfterExam(app: App) {
  await keepOrPlace(app, PLACE);
  if (!isExamOver(app.store.getState())) await fillForThem(app);
  app.youFirst.show(undefined);
}

/** Who fills better, by the blanks that only one of two got right (exact sign test). */
function compare(
  [one, other]: readonly [string, string],
  a: readonly number[],
  b: readonly number[],
): string {
  const wins = a.filter((right, i) => right > (b[i] ?? 0)).length;
  const losses = b.filter((right, i) => right > (a[i] ?? 0)).length;
  const p = signTest(wins, losses);
  if (p >= CLEAR) return `${counted(a.length, 'hole')} cannot tell ${one} and ${other} apart.`;
  const [better, worse] = wins > losses ? [one, other] : [other, one];
  return `Beyond luck, ${better} filled more than ${worse}.`;
}

const TRAINED = ['the trained model', 'the untrained one'] as const;

function tellFirst(notes: Notes): string | undefined {
  const [you, untrained] = [numbersOf(notes, 'you'), numbersOf(notes, 'untrained')];
  if (!you || !untrained) return undefined;
  const bet = numberOf(notes, 'fill');
  const said = bet === undefined ? '' : ` You bet ${bet}.`;
  if (notes.answered === 0) {
    return `You left all holes open; the untrained model filled ${sum(untrained)} of ${you.length}.${said}`;
  }
  return `You filled ${sum(you)} of ${you.length}; the untrained model ${sum(untrained)}.${said}`;
}

/** Where its list has the right word, of a word of one token. */
function placeOf(truth: string, rank: number | undefined): string {
  if (rank === undefined || rank < 2) return '';
  return rank <= 5
    ? ` Its list has *${truth}* in place ${rank}: it nearly had it.`
    : ` Its list has *${truth}* only in place ${formatCount(rank)}. Whether its own word fits is for you to say.`;
}

export const cloze: Lesson = {
  id: 'cloze',
  aim: 'say what a cloze asks, and why a guess is a list of words with shares.',
  belief:
    'Many believe that only one word is right in a hole. Often several fit; the exam counts only the one that stood there.',
  steps: [
    {
      id: 'fill',
      at: 'specimen',
      title: 'Ten holes, you first',
      say: [
        'A *cloze* is a text with holes. Here are ten sentences of a story, each with one word missing. The model never trains on these sentences.',
        'You may be quick: “I don’t know” is an answer too. When you are through, the model fills the same holes. It has not learned anything yet.',
      ],
      bet: {
        ...{ kind: 'number', label: 'How many will the untrained model fill?' },
        ...{ unit: 'of 10', min: 0, max: 10 },
      },
      task: 'Fill the ten holes, then press *See the results*.',
      async begin(app) {
        await place(app, PLACE);
        const why = app.youFirst.start();
        if (why !== undefined) throw new Error(why);
      },
      check(state) {
        const sitting = sittingFrom(state, 0);
        if (!isExamOver(state) || !sitting || !state.youFirst) return false;
        const { right, words } = state.youFirst;
        return {
          you: marks(right),
          answered: words.filter((word) => word).length,
          untrained: marks(sitting.guesses.map(({ isRight }) => isRight)),
        };
      },
      doIt: fillForThem,
      tell: (_state, notes) => tellFirst(notes),
    },
    {
      id: 'pale',
      at: 'specimen',
      title: 'What does it guess, before it has learned?',
      say: [
        'A model does not say one word. It gives each token of its vocabulary a share of its belief, and all shares together are 100 %.',
      ],
      bet: {
        ...{ kind: 'number', label: 'How sure is the untrained model of its best guess?' },
        ...{ unit: '%', min: 0, max: 100 },
      },
      task: 'Click one of the ten sentences, and look at the list under its hole.',
      begin: beginAfterExam,
      check({ youFirst, watch, run }) {
        const guess = watch.live?.guesses[0]?.[0];
        const tokens = run.loaded?.prepared.vocabulary.tokens;
        if (youFirst?.shown === undefined || !guess || !tokens || watch.live?.step !== 0)
          return false;
        const choices = tokens.length - FIRST_PIECE_ID;
        return { best: guess.probability, bestWord: tokens[guess.id] ?? '', choices };
      },
      doIt: (app) => app.youFirst.show(0),
      tell(_state, notes) {
        const [best, choices] = [numberOf(notes, 'best'), numberOf(notes, 'choices')];
        if (best === undefined || !choices) return undefined;
        return `*${textOf(notes, 'bestWord')}* gets ${formatPercent(best, 2)}. There are ${formatCount(choices)} tokens to choose from, so an even share is ${formatPercent(1 / choices, 2)}: it has hardly an opinion yet.`;
      },
    },
    {
      id: 'train',
      at: 'specimen',
      title: 'Now give it the story',
      say: [
        `It will read the other sentences of the story: ${STEPS} steps. Then it takes the same exam.`,
      ],
      bet: {
        ...{ kind: 'number', label: 'How many will it fill then?' },
        ...{ unit: 'of 10', min: 0, max: 10 },
      },
      task: `Press *Train*. At step ${STEPS}, press *Ask the model again*.`,
      begin: beginAfterExam,
      check(state) {
        const sitting = sittingFrom(state, STEPS);
        return sitting !== undefined && { trained: marks(sitting.guesses.map((g) => g.isRight)) };
      },
      async doIt(app) {
        app.run.train();
        await until(app, ({ run }) => run.step >= STEPS && run.status !== 'running');
        app.youFirst.ask();
        await until(app, (state) => sittingFrom(state, STEPS) !== undefined);
      },
      tell(_state, notes) {
        const trained = numbersOf(notes, 'trained');
        if (!trained) return undefined;
        const bet = numberOf(notes, 'train');
        const said = bet === undefined ? '' : ` You bet ${bet}.`;
        const before = numbersOf(notes, 'untrained');
        const from = before ? `, after ${sum(before)} before` : '';
        return `It fills ${sum(trained)} of ${trained.length} now${from}.${said}`;
      },
    },
    {
      id: 'fits',
      at: 'specimen',
      title: 'Wrong, and you do not mind',
      say: ['The exam counts only the word that stood there. That is strict.'],
      task: 'Find a hole where the model is wrong and its word fits all the same. Click the sentence.',
      async begin(app) {
        await beginAfterExam(app);
        const { youFirst, run } = app.store.getState();
        const last = youFirst?.sittings.at(-1);
        if (last?.step !== run.step || last.runId !== run.runId) app.youFirst.ask();
      },
      soFar({ youFirst }) {
        const at = youFirst?.shown;
        const isRight = at !== undefined && youFirst?.sittings.at(-1)?.guesses[at]?.isRight;
        return isRight
          ? 'Here the model is right. Press *Back to the results* and take another.'
          : undefined;
      },
      check({ youFirst }) {
        const at = youFirst?.shown;
        const guess = at === undefined ? undefined : youFirst?.sittings.at(-1)?.guesses[at];
        const item = at === undefined ? undefined : youFirst?.items[at];
        if (!guess || !item || guess.isRight) return false;
        const { word: its, probability: sure } = guess;
        return { its, sure, truth: hiddenWord(item), sentence: item.sentence.index };
      },
      doIt(app) {
        const { youFirst } = app.store.getState();
        const wrong = youFirst?.sittings.at(-1)?.guesses.findIndex(({ isRight }) => !isRight) ?? -1;
        if (wrong < 0) throw new Error('The model is right everywhere. Skip this step.');
        app.youFirst.show(wrong);
      },
      tell({ watch }, notes) {
        const [its, truth] = [textOf(notes, 'its'), textOf(notes, 'truth')];
        const sure = numberOf(notes, 'sure');
        if (its === undefined || truth === undefined || sure === undefined) return undefined;
        const source = watch.specimen?.source;
        const isThere = source?.kind === 'sentence' && source.index === numberOf(notes, 'sentence');
        const rank = isThere ? watch.live?.answers?.[0]?.rank : undefined;
        return `It says *${its}* (${formatPercent(sure)}); the story says *${truth}*.${placeOf(truth, rank)}`;
      },
    },
  ],
  verdict(notes) {
    const [you, untrained] = [numbersOf(notes, 'you'), numbersOf(notes, 'untrained')];
    const trained = numbersOf(notes, 'trained');
    if (!you || !untrained) {
      return ['You skipped the exam, so there is nothing to compare. Go back to the first step.'];
    }
    const model = trained
      ? `the model filled ${sum(untrained)} before training and ${sum(trained)} after it`
      : `the untrained model filled ${sum(untrained)}`;
    if (notes.answered === 0) {
      const gain = trained && compare(TRAINED, trained, untrained);
      return [`You left all ${you.length} holes open; ${model}.`, ...(gain ? [gain] : [])];
    }
    const counts = `Of ${you.length} holes you filled ${sum(you)}, ${model}.`;
    const lines = trained
      ? [compare(['you', 'the trained model'], you, trained), compare(TRAINED, trained, untrained)]
      : [compare(['you', 'the untrained model'], you, untrained)];
    return [counts, ...lines];
  },
  questions: [
    {
      question: 'Why sentences that the model never trains on?',
      answer: 'Else it could simply remember the missing words, and you would measure its memory.',
    },
    {
      question: 'The untrained model got one right. Had it learned something?',
      answer: 'No. It guesses nearly evenly among all tokens, and now and then luck hits one.',
    },
    {
      question: 'Its word is not the one in the story. Is it a bad guess?',
      answer:
        'Not if it fits. So the whole list counts: a good model gives a large share to each word that fits.',
    },
  ],
  further: {
    say: 'Press Edit sentence and write one with a hole that only you can fill, such as where your keys are. What does the model say, and how sure is it?',
    hash: PLACE,
  },
  sources: [
    {
      label: 'Taylor 1953, “Cloze Procedure”: A New Tool for Measuring Readability',
      url: 'https://doi.org/10.1177/107769905303000401',
    },
    {
      label:
        'Devlin, Chang, Lee and Toutanova 2019, BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding (trains by such holes)',
      url: 'https://aclanthology.org/N19-1423',
    },
  ],
};
