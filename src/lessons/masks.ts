import { formatCount, formatPercent } from '../base/format';
import { counted, listed } from '../base/words';
import type { App, AppState } from '../store/app';
import type { MaskedDraw, MaskedToken, Notes } from '../store/lessons/state';
import { type Lesson, numberOf, numbersOf, textOf } from './lesson';
import { keepOrPlace, until } from './until';

/** Shares that the lesson sets, and names. */
const RATIO = 0.15;
const SHARES = { mask: 0.8, random: 0.1, keep: 0.1 } as const;
const FATES = ['mask', 'random', 'keep'] as const;
type Selected = (typeof FATES)[number];
const NAMES: Readonly<Record<Selected, string>> = {
  mask: 'hidden',
  random: 'swapped',
  keep: 'kept',
};

const PLACE = `text=lanterns&beginFrom=nothing&tokenizer=wordpiece&vocabSize=1024&minFrequency=2&maskStrategy=token&mlmProbability=${RATIO}&maskReplaceProb=${SHARES.mask}&randomReplaceProb=${SHARES.random}&dupeFactor=0&seed=1`;

const POINTS = 5;
const DRAWS = 5;
/** What luck alone gives more rarely than this is beyond it. */
const RARE = 0.05;

/** The story under Masked. */
async function begin(app: App) {
  await keepOrPlace(app, PLACE);
  app.text.showAs('masked');
}

const drawsOf = ({ lessons }: AppState): readonly MaskedDraw[] => lessons.open?.masked ?? [];
const isSeen = ({ fate }: MaskedToken) => fate !== undefined;
/** The newest draw, once its masks are shown. */
function newest(state: AppState): MaskedDraw | undefined {
  const draw = drawsOf(state).at(-1);
  return draw?.draw === state.draw && draw.tokens.some(isSeen) ? draw : undefined;
}

/** A token at which the person has pointed, by its fate. */
function pointedAt(state: AppState, wanted: Selected): MaskedToken | undefined {
  const pointed = state.lessons.open?.pointed ?? [];
  return newest(state)?.tokens.find(
    ({ index, fate }) => fate === wanted && pointed.includes(index),
  );
}

/** Points at the first token of each fate that the Masked view shows. */
async function pointAtEach(app: App, fates: readonly Selected[]) {
  await until(app, (state) => newest(state) !== undefined);
  const draw = newest(app.store.getState());
  for (const wanted of fates) {
    const token = draw?.tokens.find(({ fate }) => fate === wanted);
    if (!token) throw new Error(`No token shown is ${NAMES[wanted]}. Press Draw again.`);
    app.lessons.point(token.index);
  }
}

/** The probability that luck alone selects at least `hits` of five tokens. */
function byLuck(hits: number): number {
  let sum = 0;
  let ways = 1;
  for (let k = 0; k <= POINTS; k++) {
    if (k >= hits) sum += ways * RATIO ** k * (1 - RATIO) ** (POINTS - k);
    ways = (ways * (POINTS - k)) / (k + 1);
  }
  return sum;
}

function tellHits(notes: Notes): string | undefined {
  const hits = numberOf(notes, 'hits');
  if (hits === undefined) return undefined;
  const luck = byLuck(hits);
  return luck < RARE
    ? `${hits} of your ${POINTS} were selected. Luck alone gives that in ${formatPercent(luck, luck < 0.01 ? 2 : 0)} of all tries. Could you do it again?`
    : `${hits} of your ${POINTS} were selected, as blind luck gives it: ${(POINTS * RATIO).toFixed(2)} on average. The draw looks at no word.`;
}

/** Of the tokens that each of the draws has shown, how many are selected in one of them at least. */
function selectedOnce(draws: readonly MaskedDraw[]): { shown: number; once: number } {
  const seen = new Map<number, { draws: number; selected: boolean }>();
  for (const { index, fate } of draws.flatMap(({ tokens }) => tokens)) {
    const before = seen.get(index) ?? { draws: 0, selected: false };
    seen.set(index, {
      draws: before.draws + 1,
      selected: before.selected || (fate !== undefined && fate !== 'none'),
    });
  }
  const inAll = [...seen.values()].filter((one) => one.draws === draws.length);
  return { shown: inAll.length, once: inAll.filter(({ selected }) => selected).length };
}

/** What of these draws is noted: tokens, and how many met which fate. */
function tallyOf(draws: readonly MaskedDraw[]): Notes {
  const all = draws.flatMap(({ tokens }) => tokens).filter(isSeen);
  const met = (wanted: Selected) => all.filter(({ fate }) => fate === wanted).length;
  const { shown, once } = selectedOnce(draws);
  return {
    ...{ all: all.length, shown, once },
    ...{ mask: met('mask'), random: met('random'), keep: met('keep') },
  };
}

/** Whether a share is within two standard errors of what it should be. */
const isFair = (share: number, wanted: number, n: number) =>
  Math.abs(share - wanted) <= 2 * Math.sqrt((wanted * (1 - wanted)) / n);

const oneDigit = (share: number) => formatPercent(share, 1);

/** The shares that were drawn beside those that were asked for. */
function tellLottery(notes: Notes): string | undefined {
  const all = numberOf(notes, 'all') ?? 0;
  const counts = FATES.map((fate) => numberOf(notes, fate) ?? 0);
  const selected = counts.reduce((a, b) => a + b, 0);
  if (all === 0 || selected === 0) return undefined;
  const strayed = FATES.filter(
    (fate, i) => !isFair((counts[i] ?? 0) / selected, SHARES[fate], selected),
  ).map((fate) => NAMES[fate]);
  if (!isFair(selected / all, RATIO, all)) strayed.unshift('selected');
  const shares = FATES.map((fate, i) => `${NAMES[fate]} ${oneDigit((counts[i] ?? 0) / selected)}`);
  const figures = `Selected: ${oneDigit(selected / all)} of ${formatCount(all)} tokens, ${formatPercent(RATIO)} wanted. Of these ${shares.join(', ')}; wanted 80, 10 and 10 %.`;
  const [first, ...rest] = strayed;
  return first === undefined
    ? `${figures} Each is within two standard errors: a fair lottery.`
    : `${figures} The share of ${listed([first, ...rest])} is more than two standard errors off: lumpy. Chance does that now and then; draw more.`;
}

function tellOnce(notes: Notes): string | undefined {
  const [shown, once] = [numberOf(notes, 'shown'), numberOf(notes, 'once')];
  if (!shown || once === undefined) return undefined;
  const bet = numberOf(notes, 'lottery');
  const said = bet === undefined ? '' : ` You bet ${bet} %.`;
  const byDesign = oneDigit(1 - (1 - RATIO) ** DRAWS);
  return `Of the ${formatCount(shown)} tokens shown, ${oneDigit(once / shown)} were selected at least once in ${DRAWS} draws; luck gives ${byDesign}, as some are selected twice.${said}`;
}

export const masks: Lesson = {
  id: 'masks',
  aim: 'name what happens to a selected token, and what each fate is for.',
  belief:
    'Many believe that the model is asked for the words that matter, and only for words that it cannot see. The choice is blind, and some of those words stay in sight.',
  steps: [
    {
      id: 'points',
      at: 'text',
      title: 'Which words would you ask?',
      say: [
        'To learn, the model is asked for 15 of 100 tokens of its text, and told the answers. Which ones it was asked for in this draw is covered.',
      ],
      bet: { kind: 'points', label: 'Point at five tokens that you would ask for.', count: POINTS },
      task: 'Look at your five, which are framed. A bar, red or dotted mark means that it was selected.',
      covers: (notes) => (notes.points === undefined ? ['masks'] : []),
      async begin(app) {
        await begin(app);
        app.text.drawAgain(); // the page has shown the present one
      },
      soFar(state, notes) {
        const seen = newest(state)?.tokens.map(({ index }) => index) ?? [];
        const isAll = numbersOf(notes, 'points')?.every((index) => seen.includes(index));
        return isAll === false ? 'Scroll in the text to the tokens that you framed.' : undefined;
      },
      check(state, notes) {
        const points = numbersOf(notes, 'points');
        const shown = newest(state)?.tokens.filter(({ index }) => points?.includes(index));
        if (!points || shown?.length !== points.length || !shown.every(isSeen)) return false;
        return { hits: shown.filter(({ fate }) => fate !== 'none').length };
      },
      async doIt(app) {
        await until(app, (state) => drawsOf(state).length > 0);
        const all = drawsOf(app.store.getState()).at(-1)?.tokens ?? [];
        const long = [...all].sort((a, b) => b.written.length - a.written.length);
        const points = long.slice(0, POINTS).map(({ index }) => index);
        for (const index of points) app.lessons.point(index);
        app.lessons.note({ points });
      },
      tell: (_state, notes) => tellHits(notes),
    },
    {
      id: 'fates',
      at: 'text',
      title: 'One of each',
      say: [
        'A selected token meets one of three fates. Most are *hidden*: a black bar. Some are *swapped* for a random token: red, struck through. Some are *kept*: a dotted line, and the answer stays in sight.',
      ],
      task: 'Click one hidden, one swapped and one kept token in the text. With keys: arrows, then Enter.',
      begin,
      soFar(state) {
        const found = FATES.filter((fate) => pointedAt(state, fate)).map((fate) => NAMES[fate]);
        const [first, ...rest] = found;
        return first === undefined ? undefined : `Found: ${listed([first, ...rest])}.`;
      },
      check(state) {
        const [hidden, swapped, kept] = FATES.map((fate) => pointedAt(state, fate));
        if (!hidden || !swapped || !kept) return false;
        return {
          ...{ hiddenWord: hidden.written, keptWord: kept.written },
          ...{ swappedWord: swapped.written, readWord: swapped.read },
        };
      },
      doIt: (app) => pointAtEach(app, FATES),
      tell(_state, notes) {
        const [hidden, swapped] = [textOf(notes, 'hiddenWord'), textOf(notes, 'swappedWord')];
        if (hidden === undefined || swapped === undefined) return undefined;
        return `Hidden: *${hidden}*. Swapped: *${swapped}*, for *${textOf(notes, 'readWord')}*. Kept: *${textOf(notes, 'keptWord')}*. The model is asked for each of them.`;
      },
    },
    {
      id: 'lie',
      at: 'text',
      title: 'One word here is a lie',
      say: ['A swapped token is wrong: the story has another word there.'],
      bet: {
        kind: 'choice',
        label: 'Is the model told which tokens are wrong?',
        options: [
          { value: 'yes', label: 'Yes, they carry a mark' },
          { value: 'no', label: 'No' },
        ],
      },
      task: 'Click a red, struck-out token. Below the text stands what was done to it.',
      begin,
      check(state) {
        const lie = pointedAt(state, 'random');
        return lie !== undefined && { truth: lie.written, lieRead: lie.read };
      },
      doIt: (app) => pointAtEach(app, ['random']),
      tell(_state, notes) {
        const [truth, lie] = [textOf(notes, 'truth'), textOf(notes, 'lieRead')];
        if (truth === undefined || lie === undefined) return undefined;
        const isSame = truth.toLowerCase() === lie;
        const read = isSame
          ? `Here chance drew the very token that was there, *${lie}*.`
          : `The model reads *${lie}* where the story says *${truth}*.`;
        return `${read} Its input is a list of tokens and nothing else: no mark says which are wrong, or kept and asked for. The red is for you.`;
      },
    },
    {
      id: 'lottery',
      at: 'text',
      title: 'Draw until you trust it',
      say: [
        'Each time that the model reads its text, new tokens are drawn: 15 of 100, whatever was drawn before.',
      ],
      bet: {
        ...{ kind: 'number', label: 'After five draws, how many tokens will have been selected?' },
        ...{ unit: '% at least once', min: 0, max: 100 },
      },
      task: 'Press *Draw again* under the text, five times.',
      begin,
      soFar: (state) => `${Math.max(0, drawsOf(state).length - 1)} of ${counted(DRAWS, 'draw')}.`,
      check(state) {
        const draws = drawsOf(state);
        return newest(state) !== undefined && draws.length > DRAWS && tallyOf(draws.slice(-DRAWS));
      },
      async doIt(app) {
        await until(app, (state) => newest(state) !== undefined);
        for (let i = 0; i < DRAWS; i++) {
          app.text.drawAgain();
          await until(app, (state) => newest(state) !== undefined);
        }
      },
      tell: (_state, notes) => tellOnce(notes),
    },
  ],
  verdict(notes) {
    const lines = [tellHits(notes), tellLottery(notes)].filter((line) => line !== undefined);
    if (lines.length > 0) return lines;
    return [
      'You skipped the guess and the draws, so there is nothing to tell. Go back to the first step.',
    ];
  },
  questions: [
    {
      question: 'Why swap some?',
      answer:
        'So that the model trusts no word blindly. It has to judge each one by its neighbours, as any of them may be wrong.',
    },
    {
      question: 'Why keep some, if the answer stands there?',
      answer:
        'Real sentences have no [MASK]. A model that is asked only at bars would learn nothing about words that it can see.',
    },
    {
      question: 'Why 15 of 100?',
      answer:
        'It is a habit since BERT, not a law: more blanks mean more questions, but fewer words to answer them from. Large models were found to do better with 40.',
    },
  ],
  further: {
    say: 'Under *Mask by*, choose whole words or spans, and look at what is asked then.',
    hash: PLACE.replace('maskStrategy=token', 'maskStrategy=span'),
  },
  sources: [
    {
      label:
        'Devlin, Chang, Lee and Toutanova 2019, BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding (section 3.1)',
      url: 'https://aclanthology.org/N19-1423',
    },
    {
      label: 'Wettig, Gao, Zhong and Chen 2023, Should You Mask 15% in Masked Language Modeling?',
      url: 'https://aclanthology.org/2023.eacl-main.217',
    },
  ],
};
