import { formatDuration, formatPercent } from '../base/format';
import type { Context } from '../config/settings';
import type { ExperimentSpecimen } from '../protocol/experiments';
import type { Guess } from '../protocol/look';
import type { App, AppState } from '../store/app';
import { twinsConclusion, twinsInScope } from '../store/experiments/conclusions/twinsConclusion';
import type { ExperimentRunView } from '../store/experiments/state';
import { twinsProgress } from '../store/experiments/twinsProgress';
import type { Notes } from '../store/lessons/state';
import { type Lesson, numberOf, type Step, textOf } from './lesson';
import { placeExperiments } from './placeExperiments';
import { until } from './until';

const PLACE = { language: 'agreement', scope: 'telling', maxSteps: 1000 } as const;

/** Nats from the exact probabilities; closer than that, a few points of a percentage are all that is wrong. */
const CLOSE = 0.1;
/** A side that gives a word this probability solves the blank. */
const SOLVED = 0.99;

const shownIn = ({ experiments: { language, specimen } }: AppState) =>
  language?.specimens[specimen];

const wordOf = ({ experiments }: AppState, id: number | undefined): string =>
  (id !== undefined && experiments.language?.tokens[id]) || '–';

/** "*is* 50 %, *are* 50 %": the likeliest two. */
const listed = (state: AppState, guesses: readonly Guess[]): string =>
  guesses
    .slice(0, 2)
    .map(({ id, probability }) => `*${wordOf(state, id)}* ${formatPercent(probability)}`)
    .join(', ');

/** Shows one of the sentences that both sides solve and neither alone. Each step has another: none gives the next away. */
const show = (index: number) => async (app: App) => {
  await placeExperiments(app, PLACE);
  app.experiments.showSpecimen(index);
};

/** A guess from what one column shows, and the word that stood there. */
function guessing(
  id: string,
  index: number,
  context: Context,
  rest: Pick<Step, 'title' | 'say' | 'task' | 'covers'>,
): Pick<Step, 'id' | 'at' | 'bet' | 'begin' | 'coversAfter' | 'title' | 'say' | 'task' | 'covers'> {
  return {
    ...{ id, at: `from-${context}`, begin: show(index), ...rest },
    bet: { kind: 'word', label: 'Which word is missing?' },
    coversAfter: ['exact', 'guesses'],
  };
}

/** What was guessed, and what stood there. */
function guessed(notes: Notes, id: string): string | undefined {
  const answer = textOf(notes, `${id}Answer`);
  if (answer === undefined) return undefined;
  const said = textOf(notes, id);
  if (said === undefined) return `The word is *${answer}*.`;
  return said.toLowerCase() === answer
    ? `You said *${said}*, and that is the word.`
    : `You said *${said}*. The word is *${answer}*.`;
}

const noteAnswer = (state: AppState, id: string) => {
  const shown = shownIn(state);
  return shown !== undefined && { [`${id}Answer`]: wordOf(state, shown.answer) };
};

const areTrained = ({ experiments: { running, twins } }: AppState): boolean =>
  running?.kind !== 'twins' &&
  twins.length > 0 &&
  twins.every(({ result, isDiverged }) => result || isDiverged);

/** How long the training still takes, by its speed on this machine so far. In fives: it is read out when it changes. */
function timeLeft(experiments: AppState['experiments']): string | undefined {
  const { seconds } = twinsProgress(experiments) ?? {};
  return seconds === undefined
    ? undefined
    : `About ${formatDuration(5 * Math.ceil(seconds / 5))} left.`;
}

async function trainAll(app: App) {
  if (!areTrained(app.store.getState())) app.experiments.trainTwins();
  await until(app, areTrained, ({ experiments }) => experiments.problem);
}

/** What the model that sees the words after a blank makes of the sentence shown, once it has been trained and asked. */
function fromRight(
  state: AppState,
):
  | { readonly guess: NonNullable<ExperimentRunView['guess']>; readonly distance: number }
  | undefined {
  const { twins, specimen } = state.experiments;
  const run = twins.find(({ id }) => id === 'right');
  const guess = run?.guess;
  if (!run?.result || guess?.specimen !== specimen || guess.step !== run.step) return undefined;
  return guess.divergence === undefined ? undefined : { guess, distance: guess.divergence };
}

/** The side that solves a blank alone; undefined where neither does. */
function solvedBy({ exact }: Pick<ExperimentSpecimen, 'exact'>): 'left' | 'right' | undefined {
  return (['left', 'right'] as const).find(
    (side) => (exact?.[side][0]?.probability ?? 0) >= SOLVED,
  );
}

export const bothSides: Lesson = {
  id: 'both-sides',
  aim: 'say what each side of a blank knows.',
  belief:
    'Many believe that a language model reads from left to right, and that “50 %” means that it does not know. BERT sees both sides of a blank, and 50 % may be all that there is to know.',
  steps: [
    {
      ...guessing('left', 0, 'left', {
        title: 'The words before',
        say: [
          'This is a sentence of a small made-up language. The black bar hides one word, and what stands after it is hatched.',
          'Read *From the words before only*. You know no more than is written there.',
        ],
        task: 'Read the whole sentence: both sides are shown now.',
        covers: () => ['exact', 'guesses', 'fromRight', 'fromBoth'],
      }),
      check: (state) => noteAnswer(state, 'left'),
      doIt: () => {},
      tell: (_state, notes) => guessed(notes, 'left'),
    },
    {
      ...guessing('right', 1, 'right', {
        title: 'The words after',
        say: [
          'Another sentence. This time you see its end only, under *From the words after only*.',
        ],
        task: 'Read the whole sentence again.',
        covers: () => ['exact', 'guesses', 'fromLeft', 'fromBoth'],
      }),
      check: (state) => noteAnswer(state, 'right'),
      doIt: () => {},
      tell: (_state, notes) => guessed(notes, 'right'),
    },
    {
      ...guessing('whole', 2, 'both', {
        title: 'The whole line',
        say: [
          'A third sentence, and you see both sides of the blank. Which words give the missing one away?',
          'Three models will now learn this language. They start alike and read the same sentences. One sees the words before a blank only, one those after it only, one both.',
        ],
        task: 'Press *Train all three* at the top. Soon after it has begun, the page says how long it still takes on this machine.',
        covers: ({ whole }) => (whole === undefined ? ['exact', 'guesses'] : ['exact']),
      }),
      coversAfter: ['exact'],
      soFar: ({ experiments }) => timeLeft(experiments),
      check(state) {
        if (!areTrained(state)) return false;
        const { twins, language, scope } = state.experiments;
        const { outcome, basis } = twinsConclusion(twinsInScope(twins, language, scope));
        return { ...noteAnswer(state, 'whole'), outcome, basis };
      },
      doIt: trainAll,
      tell: (_state, notes) =>
        [guessed(notes, 'whole'), textOf(notes, 'outcome')].filter((part) => part).join(' '),
    },
    {
      id: 'pupil',
      title: 'A poor pupil?',
      at: 'from-right',
      say: [
        'Read the bars under *From the words after only*. How sure is that model of its first two words? It was trained as long as the model that sees both sides.',
      ],
      bet: {
        kind: 'choice',
        label: 'Is it a poor pupil?',
        options: [
          { value: 'poor', label: 'Yes, it should know by now' },
          { value: 'open', label: 'No, more cannot be known from there' },
        ],
      },
      task: 'The red marks are uncovered: they are the exact probabilities in this language. Compare them with the bars. Where there are no bars, press *Train all three* first.',
      begin: show(2),
      covers: ({ pupil }) => (pupil === undefined ? ['exact'] : []),
      check(state) {
        const seen = fromRight(state);
        const shown = shownIn(state);
        if (!seen || !shown?.exact) return false;
        return {
          bars: listed(state, seen.guess.guesses),
          marks: listed(state, shown.exact.right),
          distance: seen.distance,
        };
      },
      async doIt(app) {
        await trainAll(app);
        app.experiments.showSpecimen(2);
      },
      tell(_state, notes) {
        const distance = numberOf(notes, 'distance');
        if (distance === undefined) return undefined;
        return `It says ${textOf(notes, 'bars')}. Exact is ${textOf(notes, 'marks')}. ${distanceWords(distance)}`;
      },
    },
    {
      id: 'one',
      title: 'Must it be both?',
      at: 'from-left',
      say: [
        'Here is another made-up language, *A flock of geese*. No model has learned it yet, but its exact probabilities are known.',
      ],
      bet: {
        kind: 'choice',
        label: 'Which side gives this word away?',
        options: [
          { value: 'left', label: 'The words before alone' },
          { value: 'right', label: 'The words after alone' },
          { value: 'both', label: 'Only both together' },
        ],
      },
      task: 'Read the red marks. Then press *Next sentence* to find another line that one side solves alone: its mark stands at 100 %.',
      async begin(app) {
        await placeExperiments(app, { ...PLACE, language: 'clue' });
        app.experiments.showSpecimen(0);
      },
      covers: ({ one }) => (one === undefined ? ['exact', 'guesses'] : []),
      check(state) {
        const shown = shownIn(state);
        const side = shown && solvedBy(shown);
        if (!side || state.experiments.specimen === 0) return false;
        const other = side === 'left' ? 'right' : 'left';
        return {
          side,
          other,
          word: wordOf(state, shown.answer),
          otherBest: shown.exact?.[other][0]?.probability ?? 0,
        };
      },
      doIt: (app) => app.experiments.nextSpecimen(),
      tell: (_state, notes) => oneSideWords(notes),
    },
  ],
  verdict(notes) {
    const outcome = textOf(notes, 'outcome');
    const distance = numberOf(notes, 'distance');
    return [
      outcome === undefined
        ? 'You skipped the training, so nothing is known of the three models. Go back to the third step.'
        : `${outcome} ${textOf(notes, 'basis') ?? ''}`.trim(),
      ...(distance === undefined
        ? []
        : [`The model that sees the words after: ${distanceWords(distance)}`]),
      ...[oneSideWords(notes)].filter((words) => words !== undefined),
    ];
  },
  questions: [
    {
      question: 'What do the words before the blank tell in these sentences?',
      answer:
        'What the sentence is about, and whether it is one or many: *this kettle* is one, *these kettles* are many. It does not know what will be said.',
    },
    {
      question: 'And the words after it?',
      answer:
        'What is said, so which kind of verb it is: *hot* goes with *is* or *are*. It does not know whether it is one or many, so two words are equally likely.',
    },
    {
      question: 'Why does the model that sees both sides not get everything right?',
      answer:
        'It has trained for a short time only. And some blanks stay open from both sides: any of several words would fit. The page says how many right answers are the best to expect.',
    },
    {
      question: 'A model says 50 % for each of two words. Does it know nothing?',
      answer:
        'No. If both are truly equally likely, that is the best answer there is. Somebody who knew nothing would spread the guess over all words.',
    },
  ],
  further: {
    say: 'Open *The grammar of this language* at the foot of Experiments, and change it so that the words before are always enough. Then train all three again.',
    hash: 'part=experiments&language=agreement&steps=1000&exam=telling',
  },
  sources: [
    {
      label:
        'Devlin, Chang, Lee and Toutanova 2019, BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding',
      url: 'https://aclanthology.org/N19-1423',
    },
    {
      label: 'Konold 1989, Informal conceptions of probability. Cognition and Instruction 6, 59–98',
      url: 'http://srri.umass.edu/publications/konold-1989icp/',
    },
  ],
};

function distanceWords(distance: number): string {
  const nats = `${distance.toFixed(2)} nats`;
  return distance < CLOSE
    ? `It is ${nats} from the exact probabilities. That is not doubt: it is the truth, seen from there.`
    : `It is ${nats} from the exact probabilities, so it is still learning. More steps may bring it closer.`;
}

function oneSideWords(notes: Notes): string | undefined {
  const [side, other, word] = ['side', 'other', 'word'].map((name) => textOf(notes, name));
  const otherBest = numberOf(notes, 'otherBest');
  if (otherBest === undefined) return undefined;
  const [these, others] = [side, other].map((one) =>
    one === 'left' ? 'words before' : 'words after',
  );
  const rest =
    otherBest >= SOLVED
      ? `The ${others} alone give it away too.`
      : `From the ${others} alone no word is likelier than ${formatPercent(otherBest)}.`;
  return `It need not be both: the ${these} alone give *${word}* away. ${rest}`;
}
