/** A text that is not built in: forty short sentences, four about each of ten people. */

const PEOPLE = [
  ['Mira', 'goat', 'red', 'hill', 'apples'],
  ['Tomas', 'cow', 'brown', 'field', 'milk'],
  ['Ines', 'goat', 'white', 'hill', 'apples'],
  ['Pavel', 'cow', 'black', 'field', 'milk'],
  ['Rosa', 'duck', 'grey', 'pond', 'eggs'],
  ['Oskar', 'duck', 'white', 'pond', 'eggs'],
  ['Lena', 'goat', 'black', 'hill', 'apples'],
  ['Hugo', 'cow', 'red', 'field', 'milk'],
  ['Zoe', 'duck', 'brown', 'pond', 'eggs'],
  ['Emil', 'goat', 'grey', 'hill', 'apples'],
] as const;

export const OWN_SENTENCES: readonly string[] = PEOPLE.flatMap(
  ([name, animal, colour, place, goods]) => [
    `${name} has a ${colour} ${animal} by the ${place}.`,
    `The ${animal} of ${name} sleeps near the ${place}.`,
    `In the morning ${name} walks to the ${place} with the ${animal}.`,
    `At noon ${name} sells ${goods} from the ${place}.`,
  ],
);

export const OWN_TEXT = OWN_SENTENCES.join(' ');
