import { formatPercent, formatSigned } from '../../base/format';
import { isSome, listed } from '../../base/words';
import type { Answer, Block, Values } from '../../protocol/uses';
import { wordsOf } from '../material';
import type { Reader } from '../reader';
import { argmax } from '../score/argmax';
import { timesOf } from '../timesOf';
import type { Desk } from '../use';
import { quoted } from '../words';
import { dictionary } from './dictionary';
import { meaningOf, PARTNER, type Side, say } from './language';
import { classical, classicalTranslation } from './rivals';
import {
  alignments,
  otherSide,
  segmentOf,
  type Translation,
  translate,
  written,
} from './translating';
import { LANGUAGE, readTyped } from './typed';
import { lengthsIn, trainingMeanings } from './world';

/** Only where hiding a word takes so much from ln p of another do the two go together, nats. */
const LEAST_FALL = 0.1;
/** Words of a dictionary entry */
const ENTRIES = 4;

const timesLess = (nats: number) => `${timesOf(nats)} less likely`;

/** The entry of one word. */
async function lookUp(reader: Reader, word: string, from: Side): Promise<Block[]> {
  const to = otherSide(from);
  const [entry] = await dictionary(reader, [word], from);
  const ibm = classical().into[to].translate(word);
  const best = entry![0];
  if (!best || best.falls < LEAST_FALL) {
    return [
      {
        kind: 'says',
        strong: `No partner for ${quoted(word)}.`,
        text: `No word of ${LANGUAGE[to]} depends on it: a small word, which the other language says by its order or not at all.`,
      },
    ];
  }
  return [
    {
      kind: 'ranking',
      title: `${quoted(word)} in ${LANGUAGE[to]}`,
      unit: 'nats that the word’s ln p falls when the other is hidden',
      rows: entry!.slice(0, ENTRIES).map(({ word: partner, falls }) => ({
        words: [{ text: partner }],
        share: Math.max(0, Math.min(1, falls / best.falls)),
        shown: falls.toFixed(2),
        ...(PARTNER[from].has(word) && { isRight: PARTNER[from].get(word) === partner }),
      })),
    },
    {
      kind: 'says',
      text: `In sentences with both, hide ${quoted(word)} and ${quoted(best.word)} becomes ${timesLess(best.falls)}. IBM Model 1 gives ${ibm === undefined ? 'no word' : quoted(ibm)}.`,
    },
  ];
}

/** Whether a translation is what the language says, and whether the text has it. */
function verdict(found: readonly string[], words: readonly string[], from: Side): Block {
  const meaning = meaningOf([...words, '.'], from);
  if (!meaning) {
    return {
      ...{ kind: 'says', strong: 'Nobody can say.' },
      text: 'It is not built like the sentences of the text, such as “The old fox sees the boat near the river.”',
    };
  }
  const right = say(meaning, otherSide(from));
  if (wordsOf(right).join(' ') !== found.join(' ')) {
    return { kind: 'says', strong: 'Wrong.', text: `Right would be: “${right}”` };
  }
  const isRead = trainingMeanings().some((one) => say(one, from) === say(meaning, from));
  const told = isRead ? 'This very pair was in training.' : 'This sentence was not in training.';
  return { kind: 'says', strong: 'Right.', text: `Every word is as it should be. ${told}` };
}

/** @param found at least two, the best first */
function lengthsTried(found: readonly Translation[]): string {
  const [best, next] = found as readonly [Translation, Translation];
  const counts = found.map(({ tokens }) => tokens.length).toSorted((a, b) => a - b);
  const meanOf = ({ fit }: Translation) => formatSigned(fit, 2);
  return `It tried ${listed(counts.map(String) as [string, ...string[]], 'and')} words, with the full stop. The words of both sentences suit each other best with ${best.tokens.length} (mean ln p ${meanOf(best)}), then with ${next.tokens.length} (${meanOf(next)}).`;
}

/** The translation, how sure each word is, and how its length was found. */
function translated(found: readonly Translation[], words: readonly string[], from: Side): Block[] {
  const to = otherSide(from);
  const [best, next] = found;
  return [
    {
      kind: 'sentence',
      title: `In ${LANGUAGE[to]}`,
      words: best!.tokens.map((text, i) => ({
        ...{ text: i === 0 ? written([text]).trim() : text, is: 'written' as const },
        strength: Math.exp(best!.sure[i]!),
        note: `${formatPercent(Math.exp(best!.sure[i]!), 1)} sure, with all other words in sight`,
      })),
    },
    verdict(best!.tokens, words, from),
    ...(next ? [{ kind: 'says' as const, text: lengthsTried(found) }] : []),
  ];
}

/** Which word comes from which, by hiding, and where IBM Model 1 says otherwise. */
async function aligned(
  reader: Reader,
  { encoded, tokens }: Translation,
  from: Side,
): Promise<Block[]> {
  const to = otherSide(from);
  const isEnd = (text: string) => text === '.';
  const on = (side: Side) =>
    encoded.words.flatMap((word) => {
      const text = reader.vocabulary.tokens[encoded.ids[word.from]!]!;
      return word.segment === segmentOf(side) && !isEnd(text) ? [{ ...word, text }] : [];
    });
  const [source, target] = [on(from), on(to)];
  if (source.length === 0 || target.length === 0) return [];
  const [falls] = await alignments(reader, [{ encoded, source, target }]);
  const most = falls!.map((row) => Math.max(...row));
  const strongest = argmax(most);
  const [hidden, lost] = [source[argmax(falls![strongest]!)]!, target[strongest]!];
  const ibm = classical().into[to].align({
    source: source.map(({ text }) => text),
    target: target.map(({ text }) => text),
  });
  const differing = target.flatMap(({ text }, j) => {
    const own = most[j]! >= LEAST_FALL ? argmax(falls![j]!) : null;
    if (own === ibm[j]) return [];
    const name = (at: number | null) => (at === null ? 'no word' : source[at]!.text);
    return [[text, name(own), name(ibm[j]!)]];
  });
  const rival = written(classicalTranslation([...source.map(({ text }) => text), '.'], from));
  const isSame = rival === written(tokens);
  return [
    {
      kind: 'grid',
      title: `Which word comes from which: how far each ${LANGUAGE[to]} word falls when a word of ${LANGUAGE[from]} is hidden`,
      rows: target.map(({ text }) => text),
      columns: source.map(({ text }) => text),
      values: falls!.map((row) =>
        Array.from(row, (fall) => Math.max(0, fall) / Math.max(1, ...most)),
      ),
    },
    {
      kind: 'says',
      text: `Hide ${quoted(hidden.text)} and ${quoted(lost.text)} becomes ${timesLess(most[strongest]!)}.`,
    },
    ...(isSome(differing)
      ? [
          {
            ...{ kind: 'table' as const, title: 'Where IBM Model 1 aligns differently' },
            columns: ['Word', 'The model: from', 'IBM Model 1: from'],
            rows: differing,
          },
        ]
      : [{ kind: 'says' as const, text: 'IBM Model 1 aligns every word in the same way.' }]),
    {
      kind: 'says',
      text: isSame
        ? 'Trigrams and IBM Model 1, the classical way, give the same translation.'
        : `Trigrams and IBM Model 1, the classical way, give: “${rival}”`,
    },
  ];
}

/** Translates a sentence, or looks a word up. */
export async function play(
  { reader, onProgress }: Desk,
  values: Values,
): Promise<Omit<Answer, 'milliseconds'>> {
  const { words, from, isKnown, notes } = readTyped(values);
  if (!isKnown) return { blocks: notes };
  if (words.length === 1) return { blocks: [...notes, ...(await lookUp(reader, words[0]!, from))] };
  const [found] = await translate(
    reader,
    [written([...words, '.'])],
    from,
    lengthsIn(otherSide(from)),
  );
  onProgress(0.7);
  return {
    blocks: [
      ...notes,
      ...translated(found!, words, from),
      ...(await aligned(reader, found![0]!, from)),
    ],
  };
}
