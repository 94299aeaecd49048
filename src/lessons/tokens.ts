import { formatCount } from '../base/format';
import { counted, times } from '../base/words';
import type { App, AppState } from '../store/app';
import type { Notes } from '../store/lessons/state';
import type { Specimen } from '../store/playground/specimen';
import { type Cut, cutsIn, cutWords, isWhole, withCuts } from './cuts';
import { type Lesson, numberOf, numbersOf, textOf } from './lesson';
import { isReady, keepOrPlace, until } from './until';

const TEXT = 'lanterns';
/** More pieces than these stories have use for, so that every word that stands there twice becomes one. */
const SIZE = 1024;
const PLACE = `text=${TEXT}&beginFrom=nothing&tokenizer=wordpiece&vocabSize=${SIZE}&minFrequency=2&seed=1`;

const WORD = 'lighthouse';
/** For those who write no name */
const NAME = 'Annika';
/** Sentences that "Do it for me" writes at most */
const MOST = 128;

/** What a person wrote into the sentence, without its blanks. */
function writtenIn({ source, tokens, text, blanks }: Specimen): string {
  if (source.kind !== 'own') return '';
  const words = tokens.flatMap(({ start, end, wordId }, i) =>
    blanks.includes(i) ? [] : { text: text.slice(start, end), wordId },
  );
  return words
    .map((piece, i) => (piece.wordId === words[i - 1]?.wordId || i === 0 ? '' : ' ') + piece.text)
    .join('')
    .trim();
}

/** Words as the text on the page has them cut; undefined while it is being prepared. */
function cutNow({ prepared, source, preparing }: AppState, words: string): Cut | undefined {
  const isThere = prepared?.source === source && !preparing;
  return isThere ? cutWords(words, prepared) : undefined;
}

/** The first story, its tokens, and a sentence of it; how it cuts the word is noted for later. */
async function begin(app: App) {
  await keepOrPlace(app, PLACE);
  app.text.showAs('tokens');
  if (app.store.getState().watch.specimen?.source.kind === 'own') app.watch.nextSentence();
  const cut = cutNow(app.store.getState(), WORD);
  if (cut) app.lessons.note({ here: cut.written });
}

const nameOf = (notes: Notes) => textOf(notes, 'name') ?? NAME;

/** How the person's cuts compare with those of the vocabulary. */
function compareCuts(yours: readonly number[] | undefined, here: string): string {
  const its = cutsIn(here);
  const whole = its.length === 0 ? `leaves *${here}* whole` : `cuts it into *${here}*`;
  if (yours === undefined) return `The vocabulary ${whole}.`;
  const both = its.filter((cut) => yours.includes(cut)).length;
  if (both === its.length && its.length === yours.length) return `The vocabulary ${whole} too.`;
  const shared =
    both === 0 ? 'No cut is one of yours' : `${counted(both, 'cut is', 'cuts are')} yours too`;
  return `You: *${withCuts(WORD, yours)}*. The vocabulary ${whole}. ${shared}.`;
}

function tellName(notes: Notes): string | undefined {
  const name = textOf(notes, 'name');
  const pieces = numberOf(notes, 'pieces');
  if (name === undefined || pieces === undefined) return undefined;
  if (notes.isUnknown === true) {
    return `This story never uses a letter of *${name}*. So its vocabulary cannot spell it: the word is one [UNK], for unknown.`;
  }
  const bet = numberOf(notes, 'own');
  const betWas = bet === undefined || bet === pieces ? '' : ` You bet ${bet}.`;
  const asBet = bet === pieces ? ', as you bet' : '';
  return `*${textOf(notes, 'cutName')}*: ${counted(pieces, 'piece')}${asBet}.${betWas}`;
}

function tellStories(notes: Notes): string | undefined {
  const [here, there, story] = ['here', 'there', 'story'].map((name) => textOf(notes, name));
  if (here === undefined || there === undefined || story === undefined) return undefined;
  if (notes.isLost === true) {
    return `The vocabulary of *${story}* cannot spell *${WORD}* at all: there it is one [UNK]. The text holds the scissors.`;
  }
  if (here === there) return `Both stories cut the word alike: *${here}*.`;
  const first = textOf(notes, 'first');
  const often = times(numberOf(notes, 'often') ?? 0);
  return `The same word: *${here}* there, *${there}* here. *${story}* has the piece *${first}* ${often}: the text holds the scissors.`;
}

function tellWhole(notes: Notes): string | undefined {
  const [whole, before] = [textOf(notes, 'whole'), textOf(notes, 'before')];
  const least = numberOf(notes, 'least');
  if (whole === undefined || least === undefined) return undefined;
  if (notes.wasWhole === true) {
    return `*${whole}* was one piece from the start: it stands in this story ${times(least)}.`;
  }
  const had = before === undefined ? '' : ` Before, it was *${before}*.`;
  const size = formatCount(numberOf(notes, 'vocabulary') ?? 0);
  const room =
    notes.isFull === true
      ? `The vocabulary is full with ${size} tokens: rarer pieces had to stay out.`
      : `The vocabulary has ${size} tokens and room for more. Then twice is enough.`;
  return `*${whole}* is one piece, now that the story has it ${times(least)}.${had} ${room}`;
}

export const tokens: Lesson = {
  id: 'tokens',
  aim: 'predict when a word is cut into pieces, and say what decides it.',
  belief:
    'Many believe that a model reads words, or syllables. It reads pieces: letters that stand side by side often enough in its text.',
  steps: [
    {
      id: 'own',
      at: 'specimen',
      title: 'It has never met you',
      say: [
        'A model does not read letters or words, but *tokens*: pieces from a fixed list, its *vocabulary*. This list was made from one story, *Thirty nights at the harbour*.',
        'You do not occur in it.',
      ],
      bet: {
        ...{ kind: 'number', label: 'Into how many pieces is your first name cut?' },
        ...{ unit: 'pieces', min: 1, max: 30 },
      },
      task: `Press *Edit sentence*, write your name and three underscores, as in *${NAME} ___*, and press Enter.`,
      begin,
      check(state) {
        const { specimen } = state.watch;
        const name = specimen && writtenIn(specimen);
        const cut = name && cutNow(state, name);
        if (!name || !cut || cut.words === 0) return false;
        const { pieces, isUnknown, written } = cut;
        return { name, pieces, isUnknown, cutName: written };
      },
      doIt(app) {
        app.watch.fill(`${NAME} ___`);
      },
      tell: (_state, notes) => tellName(notes),
    },
    {
      id: 'cut',
      at: 'specimen',
      title: 'Your scissors, its scissors',
      say: [
        `*${WORD}* does not stand in this story, so it will be cut. Where would you cut it? Press between two letters.`,
      ],
      bet: { kind: 'cut', label: 'Cut it where it makes sense to you.', word: WORD },
      task: `Press *Edit sentence*, write *The ${WORD} ___* and press Enter.`,
      begin,
      check({ watch }) {
        const own = watch.specimen && writtenIn(watch.specimen);
        return own?.toLowerCase().split(' ').includes(WORD) ?? false;
      },
      doIt(app) {
        app.watch.fill(`The ${WORD} ___`);
      },
      tell: (_state, notes) => compareCuts(numbersOf(notes, 'cut'), textOf(notes, 'here') ?? WORD),
    },
    {
      id: 'other',
      at: 'specimen',
      title: 'Another story, the same scissors?',
      say: [
        'Each text on this page gets a vocabulary of its own. *The harbour at night* has the same sea, other people and other sentences.',
      ],
      bet: {
        kind: 'choice',
        label: `Will it cut *${WORD}* in the same places?`,
        options: [
          { value: 'same', label: 'In the same places' },
          { value: 'others', label: 'In others' },
        ],
      },
      task: 'Choose *The harbour at night* under *Text*, at the top of the page.',
      async begin(app) {
        await begin(app);
        app.watch.fill(`The ${WORD} ___`);
      },
      check(state) {
        const cut = cutNow(state, WORD);
        if (state.source.builtIn === TEXT || !cut || !isReady(state)) return false;
        const first = cut.written.split('·')[0] ?? '';
        return {
          ...{ there: cut.written, isLost: cut.isUnknown, story: state.source.name },
          ...{ first, often: cutNow(state, first)?.least ?? 0 },
        };
      },
      async doIt(app) {
        await app.text.chooseById('harbour');
        await until(app, isReady);
      },
      tell: (_state, notes) => tellStories(notes),
    },
    {
      id: 'whole',
      at: 'text',
      title: 'Make your name one piece',
      say: [
        'The vocabulary begins with single letters. Again and again it joins the two pieces that stand side by side most often, until none do so twice or the list is full.',
        'So you decide, if you may edit the story.',
      ],
      task: `Write your name into the story under *Edit*, as often as it takes. (If you wrote none before, take *${NAME}*.)`,
      async begin(app) {
        if (!cutNow(app.store.getState(), NAME)) await keepOrPlace(app, PLACE);
        app.text.showAs('edit');
        const state = app.store.getState();
        const notes = state.lessons.open?.notes ?? {};
        const cut = cutNow(state, nameOf(notes));
        if (cut) app.lessons.note({ before: cut.written, wasWhole: isWhole(cut) });
      },
      soFar(state, notes) {
        const cut = cutNow(state, nameOf(notes));
        if (!cut) return 'The page is learning the vocabulary anew.';
        if (cut.isUnknown) return `*${cut.written}* cannot be spelled yet.`;
        return `*${cut.written}*: ${counted(cut.pieces, 'piece')}.`;
      },
      check(state, notes) {
        const cut = cutNow(state, nameOf(notes));
        if (!cut || !isWhole(cut)) return false;
        const { vocabulary = 0 } = state.prepared?.stats ?? {};
        const isFull = vocabulary >= state.settings.vocabSize;
        return { whole: cut.written, least: cut.least, vocabulary, isFull };
      },
      async doIt(app) {
        const { source, lessons } = app.store.getState();
        const name = nameOf(lessons.open?.notes ?? {});
        for (let n = 2; n <= MOST; n *= 2) {
          app.text.type(`${source.text}\n\n${`${name} is here. `.repeat(n)}`);
          await until(app, (s) => cutNow(s, name) !== undefined);
          const cut = cutNow(app.store.getState(), name);
          if (cut && isWhole(cut)) return;
        }
        throw new Error(
          `*${name}* stands there ${times(MOST)} and is still cut. Take a smaller word.`,
        );
      },
      tell: (_state, notes) => tellWhole(notes),
    },
  ],
  verdict(notes) {
    const lines: string[] = [];
    const stories = tellStories(notes);
    if (stories !== undefined) lines.push(stories);
    const whole = tellWhole(notes);
    if (whole !== undefined) lines.push(`Nobody told it what a name is. ${whole}`);
    if (lines.length > 0) return lines;
    return [
      'You skipped both comparisons, so there is nothing to tell. Go back to the third step.',
    ];
  },
  questions: [
    {
      question: 'Who decides where a word is cut?',
      answer:
        'The text that the vocabulary was made from: letters that stand side by side often become one piece. Nobody told it of syllables or of meaning.',
    },
    {
      question: 'Why not whole words?',
      answer:
        'A word that the text does not have would be unknown. With pieces, any word can be spelled whose letters occur.',
    },
    {
      question: 'Why not single letters?',
      answer:
        'A sentence would become a long row of tokens, each of which says little, and a model reads only so many at once.',
    },
  ],
  further: {
    say: 'A vocabulary of 128 tokens has hardly more than the letters. Look at the story under Tokens, and count how many more it is cut into.',
    hash: PLACE.replace(`vocabSize=${SIZE}`, 'vocabSize=128'),
  },
  sources: [
    {
      label:
        'Sennrich, Haddow and Birch 2016, Neural Machine Translation of Rare Words with Subword Units',
      url: 'https://aclanthology.org/P16-1162/',
    },
    {
      label:
        'Bostrom and Durrett 2020, Byte Pair Encoding is Suboptimal for Language Model Pretraining (its cuts agree less with the parts of a word than another method’s)',
      url: 'https://aclanthology.org/2020.findings-emnlp.414',
    },
  ],
};
