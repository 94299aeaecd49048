import type { Settings } from '../../config/settings';
import { BY_HAND } from '../../dataset/encodedText';
import type { UnitSlice, WindowTokens } from '../../dataset/readUnits';
import { type Collated, collate, FATES, type Fate } from '../../masking/collate';
import { maskKey } from '../../masking/maskKey';
import { maskingWindow } from '../../masking/window';
import type { Prepared } from '../../store/playground/prepared';
import { CLS_ID, SEP_ID, SPECIAL_TOKENS } from '../../tokenizer/vocabulary';

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

/** A window as it is masked, words chosen by hand marked. */
export function withHand({ ids, marks, firstToken }: WindowTokens, byHand: ReadonlySet<number>) {
  return maskingWindow({
    ids,
    marks: marks.map((mark, i) => (byHand.has(firstToken + i) ? mark | BY_HAND : mark)),
  });
}

/** The masks that the trainer would draw in a window in epoch `draw`: the same function and the same key draw them. */
function maskWindow(
  { vocabulary, counts }: Prepared,
  window: WindowTokens,
  { settings, draw, byHand }: Drawing,
): Collated {
  return collate(withHand(window, byHand), {
    settings,
    vocabSize: vocabulary.tokens.length,
    counts,
    key: maskKey(settings.seed, draw, window.firstUnit, settings.dupeFactor),
  });
}

/** A unit as the trainer would read it. Held-out sentences are never trained on, so nothing is drawn in them. */
function readUnit(slice: UnitSlice, drawn: Collated | undefined): ReadUnit {
  const { ids, starts, ends, text, firstToken, window } = slice;
  const before = firstToken - window.firstToken;
  const tokens = Array.from(
    ids,
    (id, i): ReadToken => ({
      index: firstToken + i,
      id,
      inputId: drawn?.inputIds[before + i] ?? id,
      fate: FATES[drawn?.fates[before + i] ?? 0]!,
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

/**
 * Reads units, each window masked once and each unit read once, so that what stays the same is not drawn anew.
 *
 * @param drawing undefined where the masks are covered: then nothing is said of them
 */
export function createUnitReader(
  prepared: Prepared,
  drawing: Drawing | undefined,
): (slice: UnitSlice) => ReadUnit {
  const masks = new WeakMap<WindowTokens, Collated>();
  const units = new WeakMap<UnitSlice, ReadUnit>();
  const masksOf = (window: WindowTokens) => {
    if (!drawing) return undefined;
    const drawn = masks.get(window) ?? maskWindow(prepared, window, drawing);
    masks.set(window, drawn);
    return drawn;
  };
  return (slice) => {
    const read =
      units.get(slice) ?? readUnit(slice, slice.heldOut ? undefined : masksOf(slice.window));
    units.set(slice, read);
    return read;
  };
}
