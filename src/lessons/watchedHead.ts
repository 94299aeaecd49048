import type { AttentionMaps } from '../protocol/look';
import type { App, AppState } from '../store/app';
import type { Notes } from '../store/lessons/state';
import {
  type Head,
  headsOf,
  type Line,
  linesOf,
  measureWord,
  otherWords,
  readLines,
  sharesFrom,
  sharpest,
  topWord,
} from './headTest';
import { numberOf, numbersOf, textsOf } from './lesson';
import { until } from './until';

/** Below this share a word is hardly looked at. */
const THIN = 0.05;
/** A look is clear from so many times the share that every token would have if the head looked at all alike. */
const CLEAR = 2;

export const isDone = ({ run }: AppState) => run.status === 'done';

export const nameOf = ({ layer, head }: Head) => `L${layer + 1}·H${head + 1}`;

type Shown = Pick<Line, 'specimen' | 'blank'>;

/** The watched sentence with its first blank. */
export function watched({ watch: { specimen } }: AppState): Shown | undefined {
  const [blank] = specimen?.blanks ?? [];
  return specimen && blank !== undefined ? { specimen, blank } : undefined;
}

export const wordAt = ({ specimen: { text, tokens } }: Pick<Line, 'specimen'>, i: number) =>
  text.slice(tokens[i]?.start, tokens[i]?.end);

/** Shows the sentence of the first step with that blank alone, and the arcs from it. */
export function showLine(app: App): Line {
  const state = app.store.getState();
  if (state.source.builtIn !== 'clue' || !isDone(state)) {
    throw new Error('Do the first step again: its trained model is needed here.');
  }
  return watchFirst(app);
}

/** Watches the first of the lines that are tested, which is that of the first step. */
export function watchFirst(app: App): Line {
  const [line] = linesOf(app.store.getState(), 1, measureWord);
  if (!line) throw new Error('The language has no sentence to show.');
  app.watch.watchSentence(line.sentence, [line.blank]);
  app.watch.lookFrom(line.blank);
  app.undo.dismiss();
  return line;
}

/** As long as the step is shown the arcs begin at the blank, whichever word was clicked. */
export function lookOnFrom({ store, watch }: App, blank: number) {
  const visit = store.getState().lessons.open?.visit;
  const unsubscribe = store.subscribe(({ watch: { from }, lessons: { open } }) => {
    if (open?.visit !== visit) unsubscribe();
    else if (from !== blank) watch.lookFrom(blank);
  });
}

/** The word that the person bet on, an index of the sentence's tokens. */
export const picked = (notes: Notes) => numbersOf(notes, 'clue')?.[0];

/** Heads that were looked at, by name. */
export const seenHeads = (notes: Notes) => textsOf(notes, 'seen');

/** The head shown, and the word that it looks at most from the blank. */
export function shownHead(state: AppState) {
  const { live, head } = state.watch;
  const line = watched(state);
  if (!live || !line || live.length !== line.specimen.tokens.length + 2) return undefined;
  const top = topWord(live, head, line.specimen, line.blank);
  if (top === undefined) return undefined;
  return { head, top, line, live, ...looksAt(live, head, line.blank, top) };
}

/** The share of a head's look from a token that goes to a word, and what an even look would give it. */
function looksAt(live: AttentionMaps, head: Head, from: number, word: number) {
  const share = sharesFrom(live, head, from)[word]!;
  const even = 1 / live.length;
  return { share, even, isClear: share >= CLEAR * even };
}

/** Begins with a head that does not agree with the person, so that there is one to find. */
export async function beginElsewhere(app: App, notes: Notes) {
  await until(app, (state) => shownHead(state) !== undefined);
  const { live, line } = shownHead(app.store.getState())!;
  const agrees = (head: Head) => {
    const top = topWord(live, head, line.specimen, line.blank);
    return (
      top === picked(notes) && top !== undefined && looksAt(live, head, line.blank, top).isClear
    );
  };
  const other = headsOf(live).find((head) => !agrees(head));
  if (other) app.watch.chooseHead(other.layer, other.head);
}

/** The words that a head hardly looks at; of one that looks at all of them about alike, the one it looks at least. */
function thinWords(shares: Float32Array, { specimen, blank }: Shown): number[] {
  const words = otherWords(specimen, blank);
  const thin = words.filter((i) => shares[i]! < THIN);
  return thin.length > 0 ? thin : words.sort((a, b) => shares[a]! - shares[b]!).slice(0, 1);
}

/** The head that clearly agrees with the person; after all have been looked at the one that looks most sharply. */
export function findHead(state: AppState, notes: Notes): Notes | false {
  const shown = shownHead(state);
  if (!shown) return false;
  const { line, live } = shown;
  const found = (head: Head, word: number): Notes => {
    const { share, even, isClear } = looksAt(live, head, line.blank, word);
    return {
      ...{ agrees: isClear && word === picked(notes), ...head, headName: nameOf(head) },
      ...{ top: word, topWord: wordAt(line, word), share, even },
      thin: thinWords(sharesFrom(live, head, line.blank), line),
    };
  };
  const seen = seenHeads(notes);
  const now = found(shown.head, shown.top);
  if (now.agrees && seen.length > 1) return now;
  if (seen.length < headsOf(live).length) return false;
  const best = sharpest(live, line.specimen, line.blank);
  return best ? found(best.head, best.word) : false;
}

/** What a head looks at most in each line, by index; -1 where there is nothing to look at. */
export async function topWords(app: App, head: Head, count: number): Promise<number[]> {
  const lines = linesOf(app.store.getState(), count, measureWord);
  const readings = await readLines(app.looks.ask, lines);
  return lines.map(({ specimen, blank }, i) => {
    const { maps } = readings[i]!;
    return (maps && topWord(maps, head, specimen, blank)) ?? -1;
  });
}

/** The words that are hidden now beside the blank; undefined where another sentence is shown. */
export function hiddenToo({ watch: { specimen } }: AppState, notes: Notes) {
  const blank = numberOf(notes, 'blank');
  if (blank === undefined || !specimen?.blanks.includes(blank)) return undefined;
  return specimen.blanks.filter((i) => i !== blank);
}

/** What the person has come to in hiding the word that is looked at, and then one that is not. */
export function hidingWords(state: AppState, notes: Notes): string | undefined {
  const hidden = hiddenToo(state, notes);
  const line = watched(state);
  const top = numberOf(notes, 'top');
  if (!line || top === undefined) return undefined;
  if (!hidden) {
    return 'The blank of this test is gone. Click the bar of this step, above, to begin the step again.';
  }
  const [word] = hidden;
  const looked = wordAt(line, top);
  if (hidden.length > 1) return 'Hide one word at a time: click one of the two to show it again.';
  if (word === top)
    return `*${looked}* is hidden. Click it again, then hide a word with a thin arc.`;
  if (notes.hidTop !== true) {
    return word === undefined
      ? `The thickest arc goes to *${looked}*.`
      : `*${wordAt(line, word)}* is not the one: the thickest arc went to *${looked}*.`;
  }
  const thin = numbersOf(notes, 'thin')?.[0];
  const such = thin === undefined ? '' : `, such as *${wordAt(line, thin)}*`;
  return word === undefined
    ? `Now a word with a thin arc${such}.`
    : `The arc to *${wordAt(line, word)}* was not thin. Show it again, and hide one with a thinner arc${such}.`;
}
