import type { Block } from '../../protocol/uses';
import { FIRST_PIECE_ID } from '../../tokenizer/vocabulary';
import { wordsOf } from '../material';
import { type Encoded, type Word, withoutWords } from '../reader';
import { argmax } from '../score/argmax';
import { occluded, occlusion } from '../score/occlusion';
import type { Desk } from '../use';
import { isWordy, quoted, quotedAll } from '../words';
import { evidenceAt } from './evidence';
import { percent } from './percent';

/** Words that are tried in the place of the one that gives most away */
const TRIED = 24;
/** Words of more messages than this are how people put things, and give nothing away. */
const COMMON = 0.03;

const commonWords = new WeakMap<readonly string[], ReadonlySet<string>>();

function commonIn(sentences: readonly string[]): ReadonlySet<string> {
  const known = commonWords.get(sentences);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const text of sentences) {
    for (const word of new Set(wordsOf(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const words = [...counts.keys()].filter((word) => counts.get(word)! > COMMON * sentences.length);
  const common = new Set(words);
  commonWords.set(sentences, common);
  return common;
}

/** Words around a place that may tell what stands there. */
export function cluesAround(sentences: readonly string[], { words }: Encoded, word: Word): Word[] {
  const common = commonIn(sentences);
  return words.filter((one) => one !== word && isWordy(one) && !common.has(one.text.toLowerCase()));
}

/**
 * Why a place looks like one for a listed word: the words around it that tell, marked by occlusion, the fewest that take it
 * away, and another word for the strongest that does.
 */
export async function why(
  { reader, sentences }: Pick<Desk, 'reader' | 'sentences'>,
  encoded: Encoded,
  word: Word,
  ids: readonly number[],
): Promise<Block[]> {
  const listedIn = async (texts: readonly Encoded[]) => {
    const all = await evidenceAt(
      reader,
      texts.map((one) => ({ encoded: one, places: [word] })),
      ids,
    );
    return all.map(([one]) => one!.listed);
  };
  const clues = cluesAround(sentences, encoded, word);
  if (clues.length === 0) return [];
  const [whole] = await listedIn([encoded]);
  const effects = await occlusion(encoded, clues, async (texts) =>
    (await listedIn(texts)).map((p) => Math.log(p) - Math.log(Math.max(1 - p, 1e-9))),
  );
  const order = Array.from(clues.keys()).toSorted((a, b) => effects[b]! - effects[a]!);
  const most = effects[order[0]!]!;
  if (!(most > 0)) return [];
  const strengths = new Map(clues.map((one, i) => [one, Math.max(0, effects[i]!) / most]));
  const blocks: Block[] = [
    {
      ...{ kind: 'sentence', title: 'What gives it away' },
      words: encoded.words.map((one) => ({
        text: one.text,
        ...(strengths.has(one) && { strength: strengths.get(one)!, tone: 'blue' as const }),
      })),
    },
  ];
  const best = order.filter((i) => effects[i]! > 0).map((i) => clues[i]!);
  const falls = await listedIn(best.map((_, i) => occluded(encoded, best.slice(0, i + 1))));
  // The fewest of the strongest that take it away; if none do, all of them
  const enough = falls.findIndex((p) => p < whole! / 2);
  const hidden = enough < 0 ? best : best.slice(0, enough + 1);
  const names = quotedAll(hidden.map(({ text }) => text));
  const left = percent(falls[hidden.length - 1]!);
  blocks.push({
    kind: 'says',
    text:
      enough < 0
        ? `No word gives it away alone: without ${names} the listed words still have ${left}.`
        : `Hide ${names} and the listed words fall from ${percent(whole!)} to ${left}.`,
  });
  const clue = best[0]!;
  const [asked] = await reader.ask([withoutWords(encoded, [clue])]);
  const p = asked!.logProbabilities(0);
  const tried = Array.from(p.keys())
    .slice(FIRST_PIECE_ID)
    .filter((id) => id !== encoded.ids[clue.from] && !ids.includes(id))
    .toSorted((a, b) => p[b]! - p[a]!)
    .slice(0, TRIED);
  const rewritten = await listedIn(
    tried.map((id) => {
      const changed = encoded.ids.slice();
      changed[clue.from] = id;
      return { ...encoded, ids: changed };
    }),
  );
  const least = argmax(rewritten.map((one) => -one));
  if (tried.length > 0 && rewritten[least]! < whole! / 2) {
    blocks.push({
      kind: 'says',
      text: `Write ${quoted(reader.vocabulary.tokens[tried[least]!]!)} for ${quoted(clue.text)} and they fall to ${percent(rewritten[least]!)}.`,
    });
  }
  return blocks;
}
