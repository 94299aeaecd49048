import { key, uniforms } from '../../base/random';
import { ITEM_SEED } from '../use';

const words = (text: string): readonly string[] => text.split(' ');

export const NAMES = words(
  'Anna Ben Clara David Emma Felix Greta Hugo Ida Jonas Karla Leo Mia Noah Olga Paul Rosa Simon Tina Viktor',
);
export const THINGS = words(
  'key lamp ball coin drum kite map pen ring shell spoon book cup hat rope stone bell clock box flag',
);

const TAKES = ['has', 'took', 'holds', 'found'] as const;
const ASKS = ['Who has the _? It is =.', 'The _ is with =.', 'Where is the _? With =.'] as const;

/** A quarter of all names and things, which never go together in what the model reads. */
const isHeldOut = (name: number, thing: number): boolean => (name + thing) % 4 === 0;

/** Two people with a thing each, and a question whose answer only the story knows. */
export interface Story {
  readonly text: string;
  /** Who has the thing that is asked for */
  readonly answer: string;
  readonly other: string;
  readonly asked: string;
}

function draw(count: number, wantsHeldOut: boolean, stream: number): readonly Story[] {
  const next = uniforms(key(ITEM_SEED, stream));
  const below = (n: number) => Math.floor(next() * n);
  const pick = <T>(of: readonly T[]): T => of[below(of.length)]!;
  return Array.from({ length: count }, () => {
    const names: number[] = [];
    const things: number[] = [];
    while (names.length < 2) {
      const [name, thing] = [below(NAMES.length), below(THINGS.length)];
      if (isHeldOut(name, thing) !== wantsHeldOut) continue;
      if (names.includes(name) || things.includes(thing)) continue;
      // Neither name goes with either thing, or whoever knows what was read would pick the wrong one.
      if (wantsHeldOut && names.some((other) => !isHeldOut(other, thing))) continue;
      names.push(name);
      things.push(thing);
    }
    const told = names.map((name, i) => `${NAMES[name]} ${pick(TAKES)} the ${THINGS[things[i]!]}.`);
    const which = below(2);
    const [answer, other] = [NAMES[names[which]!]!, NAMES[names[1 - which]!]!];
    const asked = THINGS[things[which]!]!;
    const text = `${told.join(' ')} ${pick(ASKS).replace('_', asked).replace('=', answer)}`;
    return { text, answer, other, asked };
  });
}

/** What the model reads. */
export const trainingStories = (count: number): readonly Story[] => draw(count, false, 4);

/** Stories in which everyone has what they never had before. */
export const heldOutStories = (count: number): readonly Story[] => draw(count, true, 5);
