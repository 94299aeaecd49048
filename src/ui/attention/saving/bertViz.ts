import { attentionMap } from '../../common/attention';
import type { SentenceFacts } from './sentenceFacts';

/** Five decimals: the maps are drawn and read, not computed with. */
const rounded = (value: number) => Math.round(1e5 * value) / 1e5;

const HOW =
  'from bertviz import head_view; import json, torch; d = json.load(open(FILE)); a = d["attention"][0]; ' +
  'head_view([torch.tensor(layer)[None] for layer in a["attn"]], a["left_text"])';

/**
 * A sentence as JSON: `attention` as BertViz hands it to its views, `attn` being [L][H][T'][T'], and beside it what the
 * model guessed. Source of the shape: `bertviz/head_view.py`.
 */
export function bertVizJson({ sentence, tokens, step, maps, blanks }: SentenceFacts): string {
  const T = maps.length;
  const rows = (map: Float32Array) =>
    Array.from({ length: T }, (_, i) => Array.from(map.subarray(i * T, (i + 1) * T), rounded));
  const attn = Array.from({ length: maps.layers }, (_, l) =>
    Array.from({ length: maps.heads }, (_, h) => rows(attentionMap(maps, l, h))),
  );
  return `${JSON.stringify({
    format: 'cloze-sentence',
    version: 1,
    how_to_view: HOW,
    ...{ sentence, step },
    attention: [{ name: null, attn, left_text: tokens, right_text: tokens }],
    blanks: blanks.map(({ place, answer, guesses }) => ({
      ...{ place, answer: answer ?? null },
      guesses: guesses.map(({ token, probability }) => ({
        token,
        probability: rounded(probability),
      })),
    })),
  })}\n`;
}
