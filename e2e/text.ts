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

/** Sentences with little in common: a model soon knows them by heart, and then guesses others worse. */
export const VARIED_TEXT = [
  'The captain stands at the wheel and drinks black coffee.',
  'The cook peels potatoes in the small kitchen.',
  'A boy counts the gulls behind the boat.',
  'Old Marta sells tickets at the pier.',
  'The rain falls softly on the deck.',
  'Two women talk about the price of fish.',
  'A dog sleeps beside the warm stove.',
  'The mate ties a rope around the post.',
  'Children wave from the stone bridge.',
  'The sea is grey and calm this morning.',
  'A man reads the paper near the window.',
  'The bell rings when the boat arrives.',
  'The captain knows every rock in the bay.',
  'The cook brings bread and hot soup.',
  'A girl drops her red glove into the water.',
  'The wind turns the pages of a book.',
  'Her father fishes from the back of the boat.',
  'The mate laughs and lights his pipe.',
  'Nobody sees the seal near the island.',
  'The boy eats an apple with salt.',
  'The ferry carries letters and fresh milk.',
  'A nurse goes home after the night.',
  'The women say goodbye to the captain.',
  'A letter falls out of the bag.',
].join(' ');
