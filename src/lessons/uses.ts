import { type Interval, pairedBootstrap } from '../base/bootstrap';
import { formatPercent } from '../base/format';
import { key } from '../base/random';
import { times } from '../base/words';
import type { App, AppState } from '../store/app';
import type { Notes } from '../store/lessons/state';
import { type Lesson, numberOf, numbersOf, textOf, textsOf } from './lesson';
import { type Ids, type Words, wordPlaces } from './oddWord';
import { type Found, findSwapped, findTurned, material, swappedLines } from './oddWordSearch';
import { place, until } from './until';

const PLACE =
  'text=lanterns&beginFrom=starter&tokenizer=starter&vocabSize=8192&minFrequency=1&packSentences=true&learningRate=0.002&warmupSteps=60&maxSteps=300&seed=1';
/** Lines that the person does first. */
const YOURS = 5;
/** Fixed, so that the same results always have the same intervals. */
const KEY = key(3);
const [QUESTION, FOUR] = ['Two and two is ___.', 'four'];

const isDone = ({ run, source }: AppState) =>
  run.status === 'done' && source.builtIn === 'lanterns';

/** The words of a line, without marks, as they are shown and picked. */
const shown = (words: Words, ids: Ids) =>
  wordPlaces(words, ids)
    .map((i) => words.tokens[ids[i]!])
    .join(' ');

async function begin(app: App) {
  await place(app, PLACE);
  const found = await material(app);
  const { words } = found;
  const items = swappedLines(found).slice(0, YOURS);
  app.lessons.note({
    lines: items.map(({ ids }) => shown(words, ids)),
    odd: items.map(({ ids, odd: [at] }) => wordPlaces(words, ids).indexOf(at!)),
    was: items.map(({ was, odd: [at] }) => words.tokens[was[at!]!]!),
  });
  app.run.train();
}

const sum = (found: readonly number[]) => found.reduce((a, b) => a + b, 0);

/** What a comparison came to, as notes under a name. */
function notesOf(name: string, { model, rival }: Found): Notes {
  const { low, high } = pairedBootstrap([model], [rival], KEY);
  return {
    ...{ [`${name}Model`]: sum(model), [`${name}Rival`]: sum(rival), [`${name}Of`]: model.length },
    ...{ [`${name}Low`]: low, [`${name}High`]: high },
  };
}

/** The comparison of that name; undefined where it was skipped. */
function comparisonOf(notes: Notes, name: string) {
  const [model, rival, of] = ['Model', 'Rival', 'Of'].map((part) => numberOf(notes, name + part));
  const [low, high] = ['Low', 'High'].map((part) => numberOf(notes, name + part) ?? 0);
  if (model === undefined || rival === undefined || of === undefined) return undefined;
  return { model, rival, of, range: { low, high } as Pick<Interval, 'low' | 'high'> };
}

const needsModel = (app: App) => {
  if (isDone(app.store.getState())) return;
  throw new Error('Do the first step again: its trained model is needed here.');
};

const BET = {
  kind: 'choice',
  label: 'Who finds more?',
  options: [
    { value: 'model', label: 'The model' },
    { value: 'rival', label: 'The counting' },
    { value: 'draw', label: 'Neither, beyond chance' },
  ],
} as const;

const winnerOf = ({ low, high }: Pick<Interval, 'low' | 'high'>) => {
  if (low > 0) return 'model';
  return high < 0 ? 'rival' : 'draw';
};

/** Advice for one job, by who did it better. */
function advice(notes: Notes, name: string, job: string, rival: string): string[] {
  const found = comparisonOf(notes, name);
  if (!found) return [];
  const figures = `${found.model} of ${found.of} against ${found.rival}`;
  switch (winnerOf(found.range)) {
    case 'model':
      return [`To find ${job}, use the model: ${figures} by ${rival}.`];
    case 'rival':
      return [
        `To find ${job}, count instead: ${rival} found ${found.rival} of ${found.of}, the model ${found.model}.`,
      ];
    default:
      return [
        `To find ${job} it is a draw: ${figures} by ${rival}, a difference that chance can make. Then take the simpler of the two, and count.`,
      ];
  }
}

const asked = ({ watch, run }: AppState): Notes | false => {
  const { specimen, live } = watch;
  const [guess] = live?.guesses[0] ?? [];
  const tokens = run.loaded?.prepared.vocabulary.tokens;
  if (!specimen || !guess || !tokens || !/^\s*two and two is\b/i.test(specimen.text)) return false;
  const four = tokens.indexOf(FOUR);
  return {
    guess: tokens[guess.id],
    sure: guess.probability,
    four: four < 0 ? 0 : run.loaded.prepared.counts[four],
  };
};

export const uses: Lesson = {
  id: 'uses',
  aim: 'say what a model is good for by a test against something simpler, and name a limit.',
  belief:
    'Many believe that such a model knows things. It gives each word a probability, and that is useful for some jobs and not for others.',
  steps: [
    {
      id: 'yours',
      title: 'The odd word, you first',
      say: [
        'In each of five lines of a bedtime story, one word was swapped for another of the story’s words that is about as frequent. The marks were left out.',
        'These lines are held out. While you search, a model is being trained on the other lines. It begins from the *starter*, a small model that has read other English texts, but not this story.',
      ],
      bet: (notes) => ({
        kind: 'pick',
        label: 'Click the word that does not belong.',
        lines: textsOf(notes, 'lines'),
      }),
      task: 'Wait until the model has taken its steps.',
      begin,
      check: isDone,
      doIt: (app) => until(app, isDone),
      tell(_state, notes) {
        const picks = numbersOf(notes, 'yours');
        const odd = numbersOf(notes, 'odd') ?? [];
        const was = textsOf(notes, 'was');
        const words = textsOf(notes, 'lines').map((line, i) => line.split(' ')[odd[i]!]);
        const answers = words.map((word, i) => `*${word}* (was *${was[i]}*)`).join(', ');
        const found = picks?.filter((pick, i) => pick === odd[i]).length;
        const yours = found === undefined ? '' : `You found ${found} of ${odd.length}. `;
        return `${yours}Odd were: ${answers}.`;
      },
    },
    {
      id: 'swapped',
      title: 'Its rival only counts',
      say: [
        'The model hides each word in turn and asks how likely it was there, compared with how frequent it is anyway. The least likely word is the odd one.',
        'Its rival knows nothing but counts: how often two words stand side by side in the lines to learn from. Now both search the held-out lines, your five among them.',
      ],
      bet: BET,
      task: 'Your bet is in. The page lets both search.',
      begin: needsModel,
      check: () => true,
      doIt: () => {},
      measure: async (app) => notesOf('swap', await findSwapped(app, await material(app))),
      tell(_state, notes) {
        const found = comparisonOf(notes, 'swap');
        return (
          found &&
          `Odd words found in ${found.of} lines: the model ${found.model}, counting pairs ${found.rival}.`
        );
      },
    },
    {
      id: 'turned',
      title: 'Now two neighbours changed places',
      say: [
        'Nothing is strange in these lines but the order: two words that stand side by side were exchanged. The model hides both and asks which order is likelier.',
        'The rival counts three words in a row. To find the place by luck alone is rare: a line has about ten.',
      ],
      bet: BET,
      task: 'Your bet is in. The page lets both search.',
      begin: needsModel,
      check: () => true,
      doIt: () => {},
      measure: async (app) => notesOf('turn', await findTurned(app, await material(app))),
      tell(_state, notes) {
        const found = comparisonOf(notes, 'turn');
        return (
          found &&
          `Exchanged neighbours found in ${found.of} lines: the model ${found.model}, counting threes ${found.rival}.`
        );
      },
    },
    {
      id: 'ask',
      title: 'Ask it a question',
      say: [
        'It has read small stories and a bedtime tale. What will it do with a question from school?',
      ],
      task: 'Press “Edit sentence”, write *Two and two is ___.* and press Enter.',
      begin: needsModel,
      check: asked,
      soFar: ({ watch: { specimen } }) =>
        specimen?.source.kind === 'own'
          ? 'The page waits for *Two and two is ___.* Any question of your own comes after that.'
          : undefined,
      async doIt(app) {
        const wrong = app.watch.fill(QUESTION);
        if (wrong) throw new Error(wrong);
        await until(app, (state) => asked(state) !== false);
      },
      tell(_state, notes) {
        const [guess, four] = [textOf(notes, 'guess'), numberOf(notes, 'four') ?? 0];
        const sure = formatPercent(numberOf(notes, 'sure') ?? 0);
        const had = four > 0 ? `The story has *four* ${times(four)}.` : 'The story has no *four*.';
        const read =
          guess === FOUR
            ? `${had} That is no proof that it can add: ask it for three and three.`
            : had;
        return `It says *${guess}*, with ${sure}. It always answers: its percentages are shared out among words, and none of them is “I don’t know”. ${read}`;
      },
    },
  ],
  verdict(notes) {
    const said = [
      ...advice(notes, 'swap', 'a word that does not belong', 'counting pairs'),
      ...advice(notes, 'turn', 'exchanged neighbours', 'counting threes'),
    ];
    const guess = textOf(notes, 'guess');
    if (guess) {
      said.push(
        guess === FOUR
          ? `To ask it questions, test it first: *${FOUR}* was right, but one right answer may be luck.`
          : `To ask it questions, do not use it: it said *${guess}* to two and two.`,
      );
    }
    return said.length > 0 ? said : ['You skipped the tests, so there is nothing to tell.'];
  },
  questions: [
    {
      question: 'What do the percentages of all words add up to?',
      answer:
        'To 100 %, whatever was asked. A word gets more only where others get less; this says nothing of truth.',
    },
    {
      question: 'What is good evidence that a model is useful?',
      answer:
        'It beats a simple rule on lines that neither has seen, by more than chance, at the very job it is wanted for.',
    },
    {
      question: 'Why compare with counting, and not with guessing at random?',
      answer: 'Because counting is what one would do without the model. Beating luck is too easy.',
    },
    {
      question: 'Does it understand the story?',
      answer:
        'Say first by which test you would know. It passes some, such as a word that does not belong, and fails others.',
    },
  ],
  further: {
    say: 'Find a job in which it must fail: write lines about something that the story never has, and look what it says.',
    hash: PLACE,
  },
  sources: [
    {
      label:
        'Salazar, Liang, Nguyen and Kirchhoff 2020, Masked Language Model Scoring: words are judged by hiding them one by one',
      url: 'https://aclanthology.org/2020.acl-main.240',
    },
  ],
};
