import type { Settings } from '../../config/settings';
import { collate, FATES, type Fate } from '../../masking/collate';
import { maskKey } from '../../masking/keys';
import { unitAt } from '../../masking/unit';
import type { Prepared } from '../../store/prepared';
import type { UnitSlice } from '../../text/readUnits';
import { BY_HAND, CLS_ID, SEP_ID, SPECIAL_TOKENS } from '../../text/types';

/** One token as the trainer reads it. */
export interface ReadToken {
  /** Index into the encoded text; undefined for [CLS] and [SEP], which stand around each window */
  readonly index: number | undefined;
  readonly id: number;
  /** What the model gets to see in its place */
  readonly inputId: number;
  readonly fate: Fate;
  /** As the text writes it */
  readonly written: string;
  /** What stands between it and the next: a space, a line break, a blank line, or nothing */
  readonly gap: '' | ' ' | 'line' | 'paragraph';
}

export interface ReadUnit {
  readonly slice: UnitSlice;
  readonly tokens: readonly ReadToken[];
}

/** What masks are drawn with. */
export interface Drawing {
  readonly settings: Settings;
  /** The epoch */
  readonly draw: number;
  /** Indices of the tokens that are to be hidden by hand */
  readonly byHand: ReadonlySet<number>;
}

/** Only the end of a sentence keeps the line break that follows it; within one it is a space. */
function gapAfter(between: string, last: boolean): ReadToken['gap'] {
  if (!/\s/.test(between)) return '';
  const breaks = between.split('\n').length - 1;
  if (!last || breaks === 0) return ' ';
  return breaks === 1 ? 'line' : 'paragraph';
}

const special = (id: number): ReadToken => ({
  index: undefined,
  id,
  inputId: id,
  fate: 'none',
  written: SPECIAL_TOKENS[id]!,
  gap: '',
});

/** A unit as it is masked, words chosen by hand marked. */
export function maskingUnit(slice: UnitSlice, byHand: ReadonlySet<number>) {
  const { ids, firstToken } = slice;
  const marks = slice.marks.map((mark, i) => (byHand.has(firstToken + i) ? mark | BY_HAND : mark));
  return unitAt({ ids, marks });
}

/**
 * A unit as the trainer would read it in epoch `draw`: the same function and the same key draw its masks.
 * Held-out sentences are never trained on, so nothing is drawn in them.
 */
export function readUnit(
  { vocabulary, counts }: Prepared,
  slice: UnitSlice,
  { settings, draw, byHand }: Drawing,
): ReadUnit {
  const { ids, starts, ends, text, unit, firstToken } = slice;
  const drawn = slice.heldOut
    ? undefined
    : collate(maskingUnit(slice, byHand), {
        settings,
        vocabSize: vocabulary.tokens.length,
        counts,
        key: maskKey(settings.seed, draw, unit, settings.dupeFactor),
      });
  const tokens = Array.from(
    ids,
    (id, i): ReadToken => ({
      index: firstToken + i,
      id,
      inputId: drawn?.inputIds[i] ?? id,
      fate: FATES[drawn?.fates[i] ?? 0]!,
      written: text.slice(starts[i], ends[i]),
      gap: gapAfter(text.slice(ends[i], starts[i + 1]), i === ids.length - 1),
    }),
  );
  return {
    slice,
    tokens: [
      ...(slice.begins ? [special(CLS_ID)] : []),
      ...tokens,
      ...(slice.closes ? [special(SEP_ID)] : []),
    ],
  };
}
