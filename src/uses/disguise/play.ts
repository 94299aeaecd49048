import type { Answer, Block, ShownWord, Values } from '../../protocol/uses';
import { FIRST_PIECE_ID, UNK_ID } from '../../tokenizer/vocabulary';
import { wordsOf } from '../material';
import type { Reader, Word } from '../reader';
import { argmax } from '../score/argmax';
import { refuseUnread } from '../unread';
import { type Desk, PlayError } from '../use';
import { isWordy, quoted, quotedAll, quotedSome, unknownWords } from '../words';
import { type Evidence, evidenceAt } from './evidence';
import { kindNames, LISTED_WORDS, thingsOf } from './kinds';
import { percent } from './percent';
import { cluesAround, why } from './why';

/** Listed words that are named as what may be meant */
const NAMED = 5;

/** One thing of each kind, for those who do not know what the model has read about. */
export const someThings = kindNames.map((kind) => thingsOf(kind)[0]!);

/** The words of the list that are tokens, once each, and those that are not. */
function readList(text: string, { vocabulary }: Reader): { ids: number[]; unknown: string[] } {
  const ids: number[] = [];
  const unknown: string[] = [];
  for (const word of new Set(wordsOf(text))) {
    const id = vocabulary.tokens.indexOf(word, FIRST_PIECE_ID);
    if (id >= 0) ids.push(id);
    else if (isWordy(word)) unknown.push(word);
  }
  return { ids, unknown };
}

/** Nothing is known of a word that was never read, so that there the listed words are held against all others. */
const oddsAt = (isUnknown: boolean, { odds, listed }: Evidence): number =>
  isUnknown ? Math.log(listed) - Math.log(Math.max(1 - listed, 1e-9)) : odds;

/** A place that may be a disguise, and all that is known of it. */
interface Suspect {
  readonly word: Word;
  readonly isUnknown: boolean;
  readonly odds: number;
  readonly at: Evidence;
}

/** Marks where a listed word would fit, names the word that may be a disguise, what it may stand for, and why. */
export async function play(
  desk: Pick<Desk, 'reader' | 'sentences'>,
  values: Values,
): Promise<Omit<Answer, 'milliseconds'>> {
  const { reader } = desk;
  const message = values.message ?? '';
  const { ids, unknown } = readList(values.list ?? '', reader);
  const knows = `The model knows such things as ${quotedAll(someThings)}.`;
  if (wordsOf(message).length === 0) {
    throw new PlayError(
      'Type a message, such as “My melon is stamped and I scan it at the stadium.”',
    );
  }
  if (ids.length === 0) {
    throw new PlayError(
      unknown.length > 0
        ? `The model has read none of the listed words. ${knows}`
        : `Type the words that are forbidden, one a line, such as ${quotedAll(LISTED_WORDS.slice(0, 3))}.`,
    );
  }
  const encoded = reader.encode(message);
  refuseUnread(encoded);
  const { tokens } = reader.vocabulary;
  const isListed = ({ from }: Word) => ids.includes(encoded.ids[from]!);
  const isUnknown = ({ from }: Word) => encoded.ids[from] === UNK_ID;
  const [evidence] = await evidenceAt(reader, [{ encoded, places: encoded.words }], ids);
  const suspects = encoded.words.map(
    (word, i): Suspect => ({
      ...{ word, at: evidence![i]!, isUnknown: isUnknown(word) },
      odds: oddsAt(isUnknown(word), evidence![i]!),
    }),
  );
  const open = suspects.filter(({ word }) => !isListed(word) && isWordy(word));
  const shownOf = ({ word, odds, at, isUnknown: isNew }: Suspect): ShownWord => ({
    text: word.text,
    ...(open.some((one) => one.word === word) && {
      ...{ strength: 1 / (1 + Math.exp(-odds)), tone: 'orange' as const },
      note: `a listed word ${percent(at.listed)}${isNew ? '; the model has never read this word' : `, ${quoted(word.text)} ${percent(at.own)}`}`,
    }),
  });
  const blocks: Block[] = [
    {
      ...{ kind: 'sentence', title: 'Where a listed word would fit better than the word there' },
      words: suspects.map(shownOf),
    },
  ];
  const says = (text: string, strong?: string) =>
    blocks.push({ kind: 'says', ...(strong !== undefined && { strong }), text });

  const found = [...new Set(encoded.words.filter(isListed).map(({ text }) => text))];
  if (found.length > 0) {
    const are = found.length === 1 ? 'is' : 'are';
    says(`${quotedAll(found)} ${are} on the list: no model is needed to find that.`);
  }
  const suspect = open[argmax(open.map(({ odds }) => odds))];
  if (suspect) {
    const { word, at, odds } = suspect;
    const own = suspect.isUnknown
      ? 'a word that it has never read'
      : `${percent(at.own)} for this word`;
    if (cluesAround(desk.sentences, encoded, word).length === 0) {
      says(
        `Nothing around ${quoted(word.text)} tells one kind of thing from another.`,
        'There is nothing to go by.',
      );
    } else if (odds > 0 && at.listed > 0.5) {
      says(
        `With the word hidden, the model gives listed words ${percent(at.listed)} in its place, against ${own}.`,
        `${quoted(word.text)} may be a word in disguise.`,
      );
      const order = Array.from(ids.keys()).toSorted((a, b) => at.each[b]! - at.each[a]!);
      blocks.push({
        ...{ kind: 'ranking', title: 'What it may stand for', unit: 'probability in its place' },
        rows: order.slice(0, NAMED).map((i) => ({
          words: [{ text: tokens[ids[i]!]! }],
          share: at.each[i]!,
          shown: percent(at.each[i]!),
        })),
      });
      blocks.push(...(await why(desk, encoded, suspect.word, ids)));
    } else {
      says(
        odds > 0
          ? `${quoted(word.text)} is not what the model expects, but a listed word has only ${percent(at.listed)} there, against ${own}.`
          : `A listed word would fit best in the place of ${quoted(word.text)}, with ${percent(at.listed)}, against ${own}.`,
        odds > 0 ? 'Hard to say.' : 'No word looks disguised.',
      );
    }
  }
  const strange = unknownWords(encoded);
  if (strange.length > 0) {
    says(`The model has never read ${quotedSome(strange)} and goes by the words around. ${knows}`);
  }
  if (unknown.length > 0) {
    says(`The model has never read ${quotedSome(unknown)} of the list, so that cannot be meant.`);
  }
  if (encoded.isCut) says(`The model reads no further than ${quoted(encoded.words.at(-1)!.text)}.`);
  return { blocks };
}
