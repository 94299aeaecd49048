import type { App, AppState } from '../store/app';
import type { Notes } from '../store/lessons/state';
import { answerOf, lookInput, sentenceSpecimen } from '../store/playground/specimen';
import { shownView } from '../store/playground/watch';
import { until } from './until';

/** A blank of the sentence shown, and which of two runs has its token as the first guess. */
interface Filled {
  /** The token that belongs there, and the word as the sentence has it */
  readonly answer: number;
  readonly word: string;
  readonly byFirst: boolean;
  readonly bySecond: boolean;
}

/** Who fills which of the blanks shown; undefined while one of the two has not answered. */
function filled({ watch, again }: AppState): readonly Filled[] | undefined {
  const { specimen } = watch;
  const view = shownView(watch);
  const { guesses } = again;
  if (!specimen || !view || !guesses || 'refusal' in guesses) return undefined;
  return specimen.blanks.flatMap((place, i): Filled[] => {
    const token = specimen.tokens[place]!;
    const answer = answerOf(token);
    const [second, first] = [view.guesses[i]?.[0]?.id, guesses.guesses[i]?.[0]?.id];
    if (answer === undefined || first === undefined) return [];
    const word = specimen.text.slice(token.start, token.end);
    return [{ answer, word, byFirst: first === answer, bySecond: second === answer }];
  });
}

/** A held-out blank that only the second run fills: its word, and how often the text has that elsewhere. */
export function onlySecond(state: AppState): Notes | false {
  const { specimen } = state.watch;
  if (specimen?.source.kind !== 'sentence' || !specimen.source.heldOut) return false;
  const found = filled(state)?.find(
    ({ word, byFirst, bySecond }) => bySecond && !byFirst && /\p{L}/u.test(word),
  );
  if (!found) return false;
  const here = specimen.tokens.filter(({ id }) => id === found.answer).length;
  const counts = state.run.loaded?.prepared.counts;
  return { word: found.word, elsewhere: (counts?.[found.answer] ?? here) - here };
}

/** Why the blanks shown are not yet what is looked for. */
export function whoFills(state: AppState): string | undefined {
  const { specimen } = state.watch;
  if (specimen?.source.kind !== 'sentence' || !specimen.source.heldOut) {
    return 'This sentence is not held out. Press “Next sentence” for another.';
  }
  const said = filled(state)?.map(({ word, byFirst, bySecond }) => {
    if (byFirst && bySecond) return `Both fill *${word}*.`;
    if (byFirst) return `Only the first fills *${word}*.`;
    return bySecond ? `*${word}* is a mark, and no word.` : `Neither fills *${word}*.`;
  });
  return said?.join(' ') || undefined;
}

/** Sentences that "Do it for me" goes through. */
const MOST_TRIED = 12;

/** Shows the words that the present model gets right, until one is found that the earlier one gets wrong. */
export async function findOnlySecond(app: App) {
  const { store, looks, watch, lessons } = app;
  const prepared = store.getState().run.loaded?.prepared;
  const sentences = (prepared?.cut?.candidates ?? []).filter(({ heldOut }) => heldOut);
  const tries = sentences.slice(0, MOST_TRIED).flatMap((sentence) => {
    const specimen = sentenceSpecimen(prepared!, sentence);
    return specimen.tokens.flatMap((token, i) => {
      const word = specimen.text.slice(token.start, token.end);
      if (!/^\p{L}{3,}$/u.test(word) || answerOf(token) === undefined) return [];
      return [{ sentence, place: i, question: lookInput({ ...specimen, blanks: [i] }) }];
    });
  });
  const readings = await looks.ask(tries.map(({ question }) => question));
  const right = tries.filter((_, i) => readings[i]?.answers?.[0]?.rank === 1);
  for (const { sentence, place } of right) {
    watch.watchSentence(sentence, [place]);
    await until(app, (s) => s.watch.live !== undefined && s.again.guesses !== undefined);
    if (onlySecond(store.getState())) return;
  }
  lessons.note({ word: '' });
}
