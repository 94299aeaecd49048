import { ownSplit } from '../ownText';
import type { Reader } from '../reader';
import type { Desk, Sitting } from '../use';
import { isWordy } from '../words';
import { type Contender, nGramRivals, type Scores, theModel } from './contenders';
import { chanceOf, isFound, oddest } from './found';
import { type Fault, spelledWords, spoil } from './spoilt';
import { thirtyNights } from './story';

const text = (words: readonly string[]) => words.join(' ');

const TITLES: Readonly<Record<Fault, string>> = {
  replaced: 'The replaced word is found',
  swapped: 'Two neighbours that changed places: one of them is found',
  missing: 'A word is missing: its place is found',
};

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** For each spoilt sentence the share of whole ones whose oddest word is less odd. */
function toldApart(whole: readonly number[], spoilt: readonly number[]): number[] {
  return spoilt.map((odd) => mean(whole.map((other) => (1 + Math.sign(odd - other)) / 2)));
}

interface Plan {
  readonly read: readonly string[];
  readonly asked: readonly string[];
  readonly times: number;
  readonly faults: readonly Fault[];
  readonly rivals: readonly Contender[];
  readonly title: string;
}

/** Has the model and its rivals look for the faults: their sittings, with the sentences told apart second. */
export async function sit(desk: Desk, { read, asked, times, faults, rivals, title }: Plan) {
  const fits = (words: readonly string[]) => {
    const encoded = desk.reader.encode(text(words));
    return !encoded.isCut && encoded.words.length === words.length;
  };
  const whole = asked.map(spelledWords);
  const sets = faults.map((fault) => ({
    fault,
    items: spoil(fault, asked, read, times).filter(({ words }) => fits(words)),
  }));
  const sentences = [
    ...whole.filter(fits),
    ...sets.flatMap(({ items }) => items.map(({ words }) => words)),
  ];
  const scored: { who: { who: string; name: string }; scores: Scores }[] = [];
  const contenders = [theModel(desk, read), ...rivals];
  for (const [c, { score, ...who }] of contenders.entries()) {
    const scores = await score(sentences, (fraction) => {
      desk.onProgress((c + fraction) / contenders.length);
      return desk.pause();
    });
    scored.push({ who, scores });
  }
  let from = sentences.length - sets.reduce((sum, { items }) => sum + items.length, 0);
  const wholes = sentences.slice(0, from);
  const sittings: Sitting[] = sets.map(({ fault, items }) => {
    const begin = from;
    from += items.length;
    return {
      ...{ id: fault, title: `${TITLES[fault]}${title}`, chance: mean(items.map(chanceOf[fault])) },
      rows: scored.map(({ who, scores }) => ({
        ...who,
        scores: items.map((item, i) => (isFound[fault](item, scores[begin + i]!) ? 1 : 0)),
      })),
    };
  });
  const most = (words: readonly string[], scores: ArrayLike<number>) =>
    scores[oddest(words, scores)] ?? Number.NEGATIVE_INFINITY;
  const replaced = sets.find(({ fault }) => fault === 'replaced')!.items;
  sittings.splice(1, 0, {
    ...{ id: 'sentence', title: `Sentences with a replaced word told from untouched ones${title}` },
    chance: 0.5,
    rows: scored.map(({ who, scores }) => ({
      ...who,
      scores: toldApart(
        wholes.map((words, i) => most(words, scores[i]!)),
        replaced.map(({ words }, i) => most(words, scores[wholes.length + i]!)),
      ),
    })),
  });
  return sittings;
}

/** Held-out sentences of the story; or of a person's text. */
export async function exam(desk: Desk): Promise<readonly Sitting[]> {
  if (desk.isOwn) return ownExam(desk);
  const { read, heldOut } = thirtyNights();
  return sit(desk, {
    ...{ read, asked: heldOut, times: 8, title: '' },
    faults: ['replaced', 'swapped', 'missing'],
    rivals: nGramRivals(read, [2, 3]),
  });
}

const OWN_SENTENCES = 40;
const OWN_TIMES = 3;

const isAskable = (reader: Reader) => (sentence: string) => {
  const words = spelledWords(sentence);
  const encoded = reader.encode(sentence);
  return words.filter(isWordy).length >= 4 && !encoded.isCut;
};

async function ownExam(desk: Desk): Promise<readonly Sitting[]> {
  const { read, asked, note } = ownSplit(desk);
  const askable = asked.filter(isAskable(desk.reader)).slice(0, OWN_SENTENCES);
  if (askable.length === 0) return [];
  return sit(desk, {
    ...{ read, asked: askable, times: OWN_TIMES, faults: ['replaced'], title: note },
    rivals: nGramRivals(read, [2]),
  });
}
