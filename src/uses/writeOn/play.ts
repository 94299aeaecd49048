import { formatPercent } from '../../base/format';
import { key, uniforms } from '../../base/random';
import { counted, isSome, listed, ordinal } from '../../base/words';
import type { Block, ShownWord } from '../../protocol/uses';
import { MASK_ID, SEP_ID, UNK_ID } from '../../tokenizer/vocabulary';
import { isGrammatical } from '../minimalPairs/grammar';
import type { Reader } from '../reader';
import { withoutWords } from '../reader';
import { suggestions } from '../score/guesses';
import { type Desk, ITEM_SEED, PlayError, type Use } from '../use';
import { quoted, quotedSome } from '../words';
import { type Draft, fill, type Method, type Step } from './fill';

export const MOST_WORDS = 12;

const GAP = /_{2,}/u;
const ENDS = /[.!?…。]["'”’»)]*$/u;

/** What the tokens of a draft are, to be shown. */
interface Sketch extends Draft {
  /** [T'] whether a token is given, and not to be written */
  readonly isGiven: readonly boolean[];
}

/** The tokens of what was typed, with blanks after it, before it or at its gaps. */
function sketch(reader: Reader, text: string, where: string, count: number): Sketch {
  const ids: number[] = [];
  const places: number[] = [];
  const add = (piece: string) => ids.push(...reader.encode(piece).ids.subarray(1, -1));
  const blanks = (n: number) => {
    for (let i = 0; i < n; i++) {
      places.push(ids.length + 1);
      ids.push(MASK_ID);
    }
  };
  if (where === 'between') {
    text.split(GAP).forEach((piece, i) => {
      if (i > 0) blanks(1);
      add(piece);
    });
  } else if (where === 'back') {
    blanks(count);
    add(text);
  } else {
    add(text);
    blanks(count);
    const isStopKnown = reader.encode('.').ids[1] !== UNK_ID;
    if (isStopKnown && !ENDS.test(text.trim())) add('.');
  }
  const [cls] = reader.encode('').ids;
  const all = Int32Array.from([cls!, ...ids, SEP_ID]);
  return { ids: all, places, isGiven: Array.from(all, (_, t) => !places.includes(t)) };
}

function checked(reader: Reader, text: string, where: string, count: number): Sketch {
  if (text.trim() === '') {
    throw new PlayError('Type a beginning, such as “The queen by the old walls”.');
  }
  if (where === 'between' && !GAP.test(text)) {
    throw new PlayError('Mark each word that is to be written by ___ (underscores).');
  }
  const most = reader.config.maxPositionEmbeddings;
  // encode() cuts what is typed; here nothing may be missing.
  const isCut = text.split(GAP).some((piece) => reader.encode(piece).isCut);
  const made = sketch(reader, text, where, count);
  if (isCut || made.ids.length > most) {
    throw new PlayError(
      `That is too long for this model: it reads ${counted(most - 2, 'token')} at once, with those that it writes. Type fewer words or have it write fewer.`,
    );
  }
  return made;
}

/** The words of the tokens, pieces put together. */
function wordsAt(
  reader: Reader,
  { isGiven }: Sketch,
  ids: Int32Array,
  sure: (t: number) => number,
  hides: readonly number[] = [],
) {
  const shown: ShownWord[] = [];
  for (let t = 1; t < ids.length - 1; t++) {
    const token = reader.vocabulary.tokens[ids[t]!]!;
    const before = shown.at(-1);
    if (token.startsWith('##') && token.length > 2 && before && isGiven[t]) {
      shown[shown.length - 1] = { ...before, text: before.text + token.slice(2) };
    } else if (ids[t] === MASK_ID) {
      shown.push({ text: '', is: 'blank' });
    } else if (isGiven[t]) {
      shown.push({ text: token });
    } else {
      const tone = hides.includes(t) ? 'orange' : 'blue';
      shown.push({ text: token, is: 'written', strength: sure(t), tone });
    }
  }
  return shown;
}

/** One sentence that says what a step did. */
function says(reader: Reader, { places }: Sketch, { wrote, hides }: Step): string {
  const [one] = wrote;
  const token = (id: number) => quoted(reader.vocabulary.tokens[id]!);
  const which = ordinal(places.indexOf(one!.place) + 1);
  if (wrote.length === 1 && hides.length === 0) {
    return `Writes ${token(one!.id)} (${formatPercent(one!.p)}) as the ${which} word.`;
  }
  const again =
    hides.length === 0
      ? ''
      : ` Hides again the ${counted(hides.length, 'word')} that it is least sure of.`;
  return `Writes ${counted(wrote.length, 'word')}.${again}`;
}

/** The steps as pictures, after one of the blanks; steps of Gibbs sampling that draw the same word again are left out. */
function frames(reader: Reader, draft: Sketch, steps: readonly Step[]) {
  const sure = new Map<number, number>();
  const at = (t: number) => sure.get(t) ?? 0;
  const shown = [
    {
      words: wordsAt(reader, draft, draft.ids, at),
      says: `${counted(draft.places.length, 'blank')} to fill.`,
    },
  ];
  let before = draft.ids;
  for (const step of steps) {
    for (const { place, p } of step.wrote) sure.set(place, p);
    const isSame = step.ids.every((id, t) => id === before[t]);
    before = step.ids;
    if (isSame && step !== steps.at(-1)) continue;
    shown.push({
      words: wordsAt(reader, draft, step.ids, at, step.hides),
      says: says(reader, draft, step),
    });
  }
  return shown;
}

/** Numbers of words with which what was typed can become a sentence of the language. */
function possible(reader: Reader, text: string, where: string): number[] {
  const alphabet = reader.vocabulary.tokens;
  return Array.from({ length: MOST_WORDS }, (_, i) => i + 1).filter((n) => {
    const { ids } = sketch(reader, text, where, n);
    return isGrammatical(
      Array.from(ids.subarray(1, -1), (id) => (id === MASK_ID ? undefined : alphabet[id]!)),
    );
  });
}

/** Whether the language has the sentence, and where it goes wrong. */
function judged(
  reader: Reader,
  draft: Sketch,
  ids: Int32Array,
  text: string,
  where: string,
): Block {
  const words = Array.from(ids.subarray(1, -1), (id) => reader.vocabulary.tokens[id]!);
  if (isGrammatical(words)) {
    return {
      kind: 'says',
      strong: 'Right',
      text: 'by the rules of the language: its grammar has this sentence.',
    };
  }
  if (where !== 'between') {
    const lengths = possible(reader, text, where);
    if (!lengths.includes(draft.places.length)) {
      const counts = lengths.map(String);
      return {
        ...{ kind: 'says', strong: 'Not a sentence' },
        text: isSome(counts)
          ? `of the language, and none of this length could be: try ${listed(counts, 'or')} more.`
          : 'of the language, and what is given here cannot become one.',
      };
    }
  } else if (!isGrammatical(words.map((word, i) => (draft.isGiven[i + 1] ? word : undefined)))) {
    return {
      kind: 'says',
      strong: 'Not a sentence',
      text: 'of the language, and what is given here cannot become one.',
    };
  }
  const good = words.findIndex((_, i) => !isGrammatical(words.slice(0, i + 1), true));
  return {
    ...{ kind: 'says', strong: 'Not right' },
    text:
      good < 0
        ? 'by the rules of the language: it does not end there.'
        : `by the rules of the language: up to ${quoted(words[good]!)} it could have become a sentence.`,
  };
}

/** How likely what was written is, word by word. */
async function likelihood(reader: Reader, draft: Sketch, ids: Int32Array): Promise<Block> {
  const rows = draft.places.map((place) =>
    withoutWords(
      { ids: Int32Array.from(ids), types: new Int32Array(ids.length), words: [], isCut: false },
      [{ text: '', from: place, to: place + 1, segment: 0 }],
    ),
  );
  const asked = await reader.ask(rows);
  const sum = asked.reduce(
    (all, one, i) => all + one.logProbabilities(0)[ids[draft.places[i]!]!]!,
    0,
  );
  const each = Math.exp(sum / rows.length);
  return {
    kind: 'says',
    text: `Hidden one at a time, the written words get a probability of ${formatPercent(each, 1)} each (geometric mean).`,
  };
}

/** Fills what was typed, and shows how. */
export const play: Use['play'] = async (
  { reader, isOwn, pause }: Desk,
  { text = '', where = 'on', how = 'maskPredict', words = '5', draw = '1' },
) => {
  const count = Math.min(MOST_WORDS, Math.max(1, Math.round(Number(words)) || 1));
  const place = text.match(GAP) ? 'between' : where;
  const draft = checked(reader, text, place, count);
  const method: Method = how === 'easyFirst' || how === 'gibbs' ? how : 'maskPredict';
  const random = () => uniforms(key(ITEM_SEED, 9, Number(draw) || 1));
  const [steps] = await fill(reader, [draft], method, random, pause);
  const { ids } = steps!.at(-1)!;
  const unknown = draft.ids.includes(UNK_ID);
  const may = suggestions(reader.vocabulary);
  const some = reader.vocabulary.tokens
    .filter((token, id) => may[id] && token.length > 4)
    .slice(0, 3);
  return {
    blocks: [
      ...(unknown
        ? [
            {
              ...{ kind: 'says' as const },
              text: `The model has never read some of these words, which stand as [UNK]. It knows, for example, ${quotedSome(some)}.`,
            },
          ]
        : []),
      { kind: 'frames', frames: frames(reader, draft, steps!) },
      ...(isOwn ? [] : [judged(reader, draft, ids, text, place)]),
      await likelihood(reader, draft, ids),
    ],
  };
};
