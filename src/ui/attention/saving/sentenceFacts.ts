import type { AttentionMaps, View } from '../../../protocol/look';
import { answerOf, lookInput, type Specimen } from '../../../store/playground/specimen';

/** A sentence as the model saw it, what its heads looked at, and what it guessed. */
export interface SentenceFacts {
  /** As it was written, each blank as ___ */
  readonly sentence: string;
  /** [T'] The model's tokens, [CLS] and [SEP] included */
  readonly tokens: readonly string[];
  readonly step: number;
  readonly maps: AttentionMaps;
  readonly blanks: readonly {
    /** Index into `tokens` */
    readonly place: number;
    /** The right token; undefined where nobody knows it */
    readonly answer: string | undefined;
    readonly guesses: readonly { readonly token: string; readonly probability: number }[];
  }[];
}

/** The text with its blanks as ___; pieces of one word that are hidden together are one blank. */
function withBlanks({ text, tokens, blanks }: Specimen): string {
  let written = '';
  let at = 0;
  for (const i of blanks) {
    const { start, end } = tokens[i]!;
    if (start > at || written === '') written += `${text.slice(at, start)}___`;
    at = Math.max(at, end);
  }
  return written + text.slice(at);
}

/** @param vocabulary [V] tokens by id */
export function sentenceFacts(
  specimen: Specimen,
  view: View,
  vocabulary: readonly string[],
): SentenceFacts {
  const { inputIds, blanks } = lookInput(specimen);
  const token = (id: number) => vocabulary[id] ?? '[UNK]';
  return {
    sentence: withBlanks(specimen),
    tokens: Array.from(inputIds, token),
    ...{ step: view.step, maps: view },
    blanks: blanks.map((place, k) => {
      const answer = answerOf(specimen.tokens[place - 1]!);
      const guesses = view.guesses[k] ?? [];
      return {
        place,
        answer: answer === undefined ? undefined : token(answer),
        guesses: guesses.map(({ id, probability }) => ({ token: token(id), probability })),
      };
    }),
  };
}
