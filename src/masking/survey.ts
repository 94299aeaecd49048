import { FIRST_PIECE_ID } from '../tokenizer/vocabulary';
import { collate, FATES } from './collate';
import type { CollateOptions } from './settings';
import type { MaskingWindow } from './window';

/** What the settings do to a text, measured over many draws. */
export interface Survey {
  /** Share of the tokens that were masked, one number a draw */
  readonly ratios: readonly number[];
  /** Shares of the masked tokens, over all draws */
  readonly hidden: number;
  readonly swapped: number;
  readonly kept: number;
  /** Share of the words with at least one masked token */
  readonly wordsTouched: number;
  /** Average length of a run of masked tokens */
  readonly meanRun: number;
}

/** Masks the windows `draws` times, with the key `keyOf` gives. Undefined if the windows hold only special tokens. */
export function surveyMasks(
  windows: readonly MaskingWindow[],
  options: Omit<CollateOptions, 'key'>,
  draws: number,
  keyOf: (draw: number, window: number) => number,
): Survey | undefined {
  const tokens = windows.reduce((n, w) => n + w.ids.filter((id) => id >= FIRST_PIECE_ID).length, 0);
  if (tokens === 0) return undefined;
  const ratios: number[] = [];
  const fateCounts = FATES.map(() => 0);
  let words = 0;
  let touched = 0;
  let runs = 0;
  for (let draw = 0; draw < draws; draw++) {
    let asked = 0;
    windows.forEach((window, w) => {
      const { fates } = collate(window, { ...options, key: keyOf(draw, w) });
      let wordTouched = false;
      for (let i = 0; i < fates.length; i++) {
        const isAsked = fates[i] !== 0;
        if (window.wordIds[i] !== window.wordIds[i - 1]) {
          words++;
          wordTouched = false;
        }
        if (!isAsked) continue;
        asked++;
        fateCounts[fates[i]!]!++;
        if (!wordTouched) touched++;
        wordTouched = true;
        if (i === 0 || fates[i - 1] === 0) runs++;
      }
    });
    ratios.push(asked / tokens);
  }
  const all = fateCounts[1]! + fateCounts[2]! + fateCounts[3]!;
  return {
    ratios,
    hidden: fateCounts[FATES.indexOf('mask')]! / all,
    swapped: fateCounts[FATES.indexOf('random')]! / all,
    kept: fateCounts[FATES.indexOf('keep')]! / all,
    wordsTouched: touched / words,
    meanRun: all / runs,
  };
}
