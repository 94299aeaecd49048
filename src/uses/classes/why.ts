import { formatPercent } from '../../base/format';
import { listed } from '../../base/words';
import type { Block } from '../../protocol/uses';
import type { Encoded, Word } from '../reader';
import { occluded, occlusion } from '../score/occlusion';
import { quoted } from '../words';
import type { Question } from './prompt';
import type { Taught } from './teach';

/** Log odds that a word has to move to be marked, and probability that it has to move to be said to decide. */
const MARKED = 0.2;
const DECIDES = 0.1;

const logOdds = (p: number) => Math.log(p / Math.max(1 - p, 1e-9));
/** The probability, after log odds were moved so far down. */
const moved = (p: number, by: number) => 1 / (1 + Math.exp(by - logOdds(p)));

/**
 * Which words speak for the class. They are marked by the log odds that they move: where the model is all but sure, its
 * probability hardly moves by one word.
 */
export async function why(
  { sorter, examples: { classes } }: Taught,
  question: Question,
  top: number,
  had: number,
): Promise<Block[]> {
  const { words, place } = question;
  // Hiding changes tokens only, so each text is still asked at the same place.
  const probabilities = async (texts: readonly Encoded[]) => {
    const p = await sorter.probabilities(texts.map((text) => ({ ...text, place })));
    return p.map((each) => each[top]!);
  };
  const odds = await occlusion(question, words, async (texts) =>
    (await probabilities(texts)).map(logOdds),
  );
  const strongest = words.map((_, i) => i).toSorted((i, j) => odds[j]! - odds[i]!);
  const [first, second] = strongest.map((i) => words[i]!);
  const hidden = second ? [[first!], [first!, second]] : [[first!]];
  const without = await probabilities(hidden.map((some) => occluded(question, some)));
  const most = odds.reduce((a, b) => Math.max(a, Math.abs(b)), MARKED);
  return [
    {
      ...{
        kind: 'sentence',
        title: `Words for ${quoted(classes[top]!)} (blue) and against it (orange)`,
      },
      words: words.map((word, i) => ({
        text: word.text,
        ...(Math.abs(odds[i]!) >= MARKED && {
          strength: Math.abs(odds[i]!) / most,
          tone: odds[i]! > 0 ? ('blue' as const) : ('orange' as const),
        }),
        note: `Without it: ${formatPercent(moved(had, odds[i]!))}`,
      })),
    },
    { kind: 'says', text: decides(quoted(classes[top]!), had, hidden, without) },
  ];
}

/** The fewest of some words, one or two, that decide together. */
function decides(
  name: string,
  had: number,
  hidden: readonly (readonly Word[])[],
  without: readonly number[],
): string {
  const at = without.findIndex((p) => had - p >= DECIDES);
  if (at < 0)
    return `No one or two words decide: hide any of them and ${name} stays near ${formatPercent(had)}.`;
  const [first, ...rest] = hidden[at]!.map(({ text }) => quoted(text));
  const from = `${name} falls from ${formatPercent(had)} to ${formatPercent(without[at]!)}.`;
  return rest.length > 0
    ? `One word is not enough to change its mind. Hide ${listed([first!, ...rest])} together, and ${from}`
    : `Hide ${first} and ${from}`;
}
