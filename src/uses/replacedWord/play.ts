import { formatPercent } from '../../base/format';
import { nameSome } from '../../base/words';
import type { Block, ShownWord } from '../../protocol/uses';
import { MASK_ID } from '../../tokenizer/vocabulary';
import type { Encoded, Reader, Word } from '../reader';
import { likeliest, suggestions } from '../score/guesses';
import { occlusion } from '../score/occlusion';
import { wordLogProbabilities } from '../score/pseudoLogLikelihood';
import { timesOf } from '../timesOf';
import { type Desk, PlayError, type Use } from '../use';
import { isKnown, isWordy, quoted, quotedSome, unknownWords } from '../words';
import { anywhere, oddness } from './oddness';

const EXPECTED = 3;
/** A word that is half as likely here as anywhere, or rather more, is not called odd. */
const ODD = Math.log(2);
/** What another word must change for it to be named */
const TELLING = Math.log(1.5);

/** The sentence with the word as one blank, however many tokens it had. */
function withBlank({ ids, types }: Encoded, { from, to }: Word) {
  const without = (all: Int32Array) => [...all.subarray(0, from + 1), ...all.subarray(to)];
  const blanked = Int32Array.from(without(ids));
  blanked[from] = MASK_ID;
  return { ids: blanked, types: Int32Array.from(without(types)), places: [from] };
}

/** Some words that the model knows, frequent ones. */
function someWords({ vocabulary }: Reader): string {
  const may = suggestions(vocabulary);
  return nameSome(
    vocabulary.tokens
      .filter((token, id) => may[id] && /^\p{L}{4,}$/u.test(token))
      .slice(0, 3)
      .map(quoted),
  );
}

function checked(reader: Reader, sentence: string): { encoded: Encoded; words: Word[] } {
  if (sentence.trim() === '') {
    throw new PlayError('Type a sentence, or take the example and change a word of it.');
  }
  const encoded = reader.encode(sentence);
  const words = encoded.words.filter(isWordy);
  if (words.length === 0) throw new PlayError('There is no word in it. Type a sentence.');
  const known = words.filter((word) => isKnown(encoded, word));
  if (known.length < 2) {
    throw new PlayError(
      `The model has read too few of these words to find the odd one. It knows, for example, ${someWords(reader)}.`,
    );
  }
  return { encoded, words: known };
}

/** What should be said before the answer: the end that was left out, and words never read. */
function notes(encoded: Encoded): Block[] {
  const unknown = unknownWords(encoded);
  const said: Block[] = [];
  if (encoded.isCut) {
    const last = quoted(encoded.words.at(-1)!.text);
    said.push({ kind: 'says', text: `The model reads no further than ${last}.` });
  }
  if (unknown.length > 0) {
    const text = `The model has never read ${quotedSome(unknown)}, so it cannot judge there.`;
    said.push({ kind: 'says', text });
  }
  return said;
}

/** Which other words make a word odd: how much likelier it gets where each is hidden. */
async function reasons(reader: Reader, encoded: Encoded, odd: Word): Promise<Block[]> {
  const others = encoded.words.filter((word) => word !== odd && isWordy(word));
  const change = await occlusion(encoded, others, async (texts) => {
    const each = await wordLogProbabilities(
      reader,
      texts.map((one) => ({ encoded: one, words: [odd] })),
    );
    return each.map(([p]) => p!);
  });
  const strongest = change.reduce((a, b) => Math.max(a, Math.abs(b)), 0) || 1;
  const marks = new Map(others.map((word, i) => [word, change[i]!]));
  const shown = encoded.words.map((word): ShownWord => {
    const value = marks.get(word);
    if (word === odd) return { text: word.text, is: 'blank' };
    if (value === undefined) return { text: word.text };
    return {
      text: word.text,
      strength: Math.abs(value) / strongest,
      tone: value < 0 ? 'orange' : 'blue',
      note: `Without it ${quoted(odd.text)} is ${timesOf(value)} ${value < 0 ? 'likelier' : 'less likely'}.`,
    };
  });
  const least = change.indexOf(change.reduce((a, b) => Math.min(a, b), 0));
  const says =
    least >= 0 && change[least]! < -TELLING
      ? `Hide ${quoted(others[least]!.text)} and ${quoted(odd.text)} is ${timesOf(change[least]!)} as likely.`
      : 'No other word alone makes it odd: hide any one of them, and little changes.';
  return [
    { kind: 'sentence', title: `What makes ${quoted(odd.text)} odd`, words: shown },
    { kind: 'says', strong: 'Why', text: says },
  ];
}

/** Marks each word by how odd it is, and says what the model expected in place of the oddest, and why. */
export const play: Use['play'] = async ({ reader, sentences }: Desk, { sentence = '' }) => {
  const { encoded, words } = checked(reader, sentence);
  const usual = anywhere(sentences);
  const [scores] = await oddness(reader, [encoded], usual);
  const oddOf = new Map(words.map((word) => [word, scores![encoded.words.indexOf(word)]!]));
  const odd = words.reduce((a, b) => (oddOf.get(b)! > oddOf.get(a)! ? b : a));
  const most = oddOf.get(odd)!;
  const [asked] = await reader.ask([withBlank(encoded, odd)]);
  const logP = asked!.logProbabilities(0);
  const expected = likeliest(logP, reader.vocabulary, EXPECTED);
  const own = usual(odd.text) - most;
  const bar = (word: ShownWord, p: number, note?: string) => ({
    ...{ words: [word], share: p, shown: formatPercent(p, 1), ...(note && { note }) },
  });
  const isSame = ({ text }: { text: string }) => text === odd.text.toLowerCase();
  return {
    blocks: [
      ...notes(encoded),
      {
        kind: 'sentence',
        title: 'The odder a word in its place, the stronger its mark',
        words: encoded.words.map((word): ShownWord => {
          const value = oddOf.get(word);
          if (value === undefined) return { text: word.text };
          return {
            text: word.text,
            strength: Math.max(0, value) / Math.max(most, ODD),
            tone: 'orange',
            note: `${timesOf(value)} ${value > 0 ? 'less likely' : 'likelier'} here than anywhere`,
          };
        }),
      },
      most > ODD
        ? {
            ...{ kind: 'says', strong: quoted(odd.text) },
            text: `is the odd word: ${timesOf(most)} less likely here than anywhere in the text.`,
          }
        : {
            kind: 'says',
            text: `No word stands out. Even ${quoted(odd.text)} is about as likely here as anywhere in the text, or likelier.`,
          },
      {
        ...{ kind: 'ranking', title: `What the model expected there`, unit: 'probability' },
        rows: [
          ...expected.map(({ text, p }) => bar({ text, is: 'written' }, p)),
          ...(expected.some(isSame)
            ? []
            : [bar({ text: odd.text }, Math.exp(own), 'what stands there')]),
        ],
      },
      ...(encoded.words.length > 2 ? await reasons(reader, encoded, odd) : []),
    ],
  };
};
