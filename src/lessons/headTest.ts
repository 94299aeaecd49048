import type { EncodedSentence } from '../dataset/sentencesToWatch';
import type { AttentionMaps, Reading } from '../protocol/look';
import type { AppState } from '../store/app';
import type { Looks } from '../store/looks';
import { answerOf, lookInput, type Specimen, sentenceSpecimen } from '../store/playground/specimen';

/** A head, by its numbers from 0. */
export interface Head {
  readonly layer: number;
  readonly head: number;
}

/** Whether each token is a word or a number, and no punctuation mark. */
export const areWords = ({ tokens, text }: Specimen): boolean[] =>
  tokens.map(({ start, end }) => /[\p{L}\p{N}]/u.test(text.slice(start, end)));

/** What a head looks at from the token `from`: a share for each token, [CLS] and [SEP] left out. */
export function sharesFrom(maps: AttentionMaps, { layer, head }: Head, from: number): Float32Array {
  const T = maps.length;
  const row = ((layer * maps.heads + head) * T + from + 1) * T;
  return maps.attentions.subarray(row + 1, row + T - 1);
}

export const headsOf = ({ layers, heads }: Pick<AttentionMaps, 'layers' | 'heads'>): Head[] =>
  Array.from({ length: layers * heads }, (_, i) => ({
    layer: Math.floor(i / heads),
    head: i % heads,
  }));

/** The words that can be hidden beside the blank: whole tokens, not the blank itself. */
export const otherWords = (specimen: Specimen, blank: number): number[] =>
  [...areWords(specimen).entries()].flatMap(([i, isWord]) => (isWord && i !== blank ? [i] : []));

/** The word that a head looks at most from the blank, an index of its tokens; undefined where there is no other word. */
export function topWord(maps: AttentionMaps, head: Head, specimen: Specimen, blank: number) {
  const shares = sharesFrom(maps, head, blank);
  const words = otherWords(specimen, blank);
  if (words.length === 0) return undefined;
  return words.reduce((a, b) => (shares[b]! > shares[a]! ? b : a));
}

/** The head with the greatest share on one word, and that word. */
export function sharpest(maps: AttentionMaps, specimen: Specimen, blank: number) {
  const found = headsOf(maps).flatMap((head) => {
    const word = topWord(maps, head, specimen, blank);
    return word === undefined ? [] : [{ head, word, share: sharesFrom(maps, head, blank)[word]! }];
  });
  return found.reduce<(typeof found)[number] | undefined>(
    (a, b) => (a && a.share >= b.share ? a : b),
    undefined,
  );
}

/** The word that no head looks at: that whose greatest share is the least. */
export function leastLooked(maps: AttentionMaps, specimen: Specimen, blank: number) {
  const most = (word: number) =>
    Math.max(...headsOf(maps).map((head) => sharesFrom(maps, head, blank)[word]!));
  const words = otherWords(specimen, blank);
  return words.length === 0 ? undefined : words.reduce((a, b) => (most(b) < most(a) ? b : a));
}

/** A sentence of the text with one blank. */
export interface Line {
  readonly sentence: EncodedSentence;
  readonly specimen: Specimen;
  readonly blank: number;
}

const written = ({ text, tokens }: Specimen, i: number) =>
  text.slice(tokens[i]?.start, tokens[i]?.end);

/** The blank of a sentence that is asked; the first that is worth it if left out */
export type ChooseBlank = (specimen: Specimen) => number | undefined;

/** Of “a flock of geese” the flock: what follows the first “a”, unless the sentence says a word of four letters twice. */
export const measureWord: ChooseBlank = (specimen) => {
  const words = specimen.tokens.map((_, i) => written(specimen, i));
  const long = words.filter((word) => word.length > 3);
  if (new Set(long).size < long.length) return undefined;
  const at = words.indexOf('a') + 1;
  return at > 0 && at < words.length ? at : undefined;
};

/** Sentences to watch with one blank each, the first `count` of them that have one. */
export function linesOf(
  { run }: Pick<AppState, 'run'>,
  count: number,
  choose: ChooseBlank = ({ blanks }) => blanks[0],
): Line[] {
  const prepared = run.loaded?.prepared;
  if (!prepared?.cut) return [];
  return prepared.cut.candidates
    .flatMap((sentence): Line[] => {
      const specimen = sentenceSpecimen(prepared, sentence);
      const blank = choose(specimen);
      if (blank === undefined || answerOf(specimen.tokens[blank]!) === undefined) return [];
      return [{ sentence, specimen: { ...specimen, blanks: [blank] }, blank }];
    })
    .slice(0, count);
}

type Ask = Looks['ask'];

/** Reads each line, with its maps. */
export const readLines = (ask: Ask, lines: readonly Line[]): Promise<readonly Reading[]> =>
  ask(lines.map(({ specimen }) => ({ ...lookInput(specimen), maps: true })));

/** Probability of the first guess of each line once another of its words is hidden too. */
async function whenHidden(
  ask: Ask,
  lines: readonly { readonly line: Line; readonly word: number; readonly guess: number }[],
): Promise<number[]> {
  const readings = await ask(
    lines.map(({ line: { specimen, blank }, word, guess }) => ({
      inputIds: lookInput({ ...specimen, blanks: [blank, word] }).inputIds,
      blanks: [blank + 1],
      answers: [guess],
    })),
  );
  return readings.map(({ answers }) => answers?.[0]?.probability ?? 0);
}

/** What hiding a word does to the first guess: its probability before, without the one word, and without the other. */
export interface Hidden {
  readonly before: number;
  readonly looked: number;
  readonly unlooked: number;
}

/**
 * Hides one word of each line, then another, and reads what becomes of the model's first guess.
 *
 * @param pairs for each line the word that is looked at and the one that is not, by index
 */
export async function hideBoth(
  ask: Ask,
  lines: readonly Line[],
  readings: readonly Reading[],
  pairs: readonly (readonly [looked: number, unlooked: number])[],
): Promise<Hidden[]> {
  const guesses = readings.map(({ guesses: [first] }) => first![0]!);
  const hide = (which: 0 | 1) =>
    whenHidden(
      ask,
      lines.map((line, i) => ({ line, word: pairs[i]![which], guess: guesses[i]!.id })),
    );
  const looked = await hide(0);
  const unlooked = await hide(1);
  return guesses.map(({ probability }, i) => ({
    before: probability,
    looked: looked[i]!,
    unlooked: unlooked[i]!,
  }));
}

/** For each line its guess's least probability once any one of its other words is hidden. */
async function leastWithout(
  ask: Ask,
  lines: readonly Line[],
  readings: readonly Reading[],
): Promise<number[]> {
  const hides = lines.flatMap((line, i) =>
    otherWords(line.specimen, line.blank).map((word) => ({
      ...{ i, line, word, guess: readings[i]!.guesses[0]![0]!.id },
    })),
  );
  const found = await whenHidden(ask, hides);
  return lines.map((_, i) => Math.min(...found.filter((_, n) => hides[n]!.i === i)));
}

/**
 * In how many lines the guess loses more by the word that its sharpest head looks at than by one that none looks at,
 * and in how many by no other word more.
 */
export async function testLines(ask: Ask, lines: readonly Line[]) {
  const readings = await readLines(ask, lines);
  const chosen = lines.flatMap((line, i) => {
    const { maps } = readings[i]!;
    const looked = maps && sharpest(maps, line.specimen, line.blank)?.word;
    const unlooked = maps && leastLooked(maps, line.specimen, line.blank);
    if (looked === undefined || unlooked === undefined || looked === unlooked) return [];
    return [{ line, reading: readings[i]!, pair: [looked, unlooked] as const }];
  });
  const kept = chosen.map(({ line }) => line);
  const read = chosen.map(({ reading }) => reading);
  const pairs = chosen.map(({ pair }) => pair);
  const hidden = await hideBoth(ask, kept, read, pairs);
  const least = await leastWithout(ask, kept, read);
  return {
    tested: hidden.length,
    decisive: hidden.filter(({ looked, unlooked }) => looked < unlooked).length,
    foremost: hidden.filter(({ looked }, i) => looked <= least[i]!).length,
  };
}
