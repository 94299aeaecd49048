/** The built-in texts, all written for this project. Each is fetched when it is chosen. */
export interface BuiltInText {
  readonly id: string;
  readonly name: string;
  /** What it is, in a few words */
  readonly kind: string;
  /** BCP 47 */
  readonly language: string;
  /** Whether the starter of its language was trained on it */
  readonly isRead?: boolean;
  readonly load: () => Promise<string>;
}

const raw = (module: Promise<{ default: string }>) => module.then((m) => m.default);

export const builtInTexts: readonly BuiltInText[] = [
  {
    id: 'lanterns',
    name: 'Thirty nights at the harbour',
    kind: 'A bedtime story whose nights are alike, so that a small model can learn them',
    language: 'en',
    load: () => raw(import('./builtIn/lanterns.txt?raw')),
  },
  {
    id: 'harbour',
    name: 'The harbour at night',
    kind: 'A story with few characters',
    language: 'en',
    load: () => raw(import('./builtIn/harbour.txt?raw')),
  },
  {
    id: 'bread',
    name: 'Bread at home',
    kind: 'A how-to',
    language: 'en',
    isRead: true,
    load: () => raw(import('./builtIn/bread.txt?raw')),
  },
  {
    id: 'platform',
    name: 'The late train',
    kind: 'A dialogue',
    language: 'en',
    isRead: true,
    load: () => raw(import('./builtIn/platform.txt?raw')),
  },
  {
    id: 'garten',
    name: 'Ein Jahr im Garten',
    kind: 'A year with a garden, in German',
    language: 'de',
    load: () => raw(import('./builtIn/garten.txt?raw')),
  },
  {
    id: 'things',
    name: 'A small book of things',
    kind: 'Short pages about ordinary things',
    language: 'en',
    isRead: true,
    load: () => raw(import('./builtIn/things.txt?raw')),
  },
  {
    id: 'work',
    name: 'People at work',
    kind: 'Portraits of people on an ordinary working day',
    language: 'en',
    isRead: true,
    load: () => raw(import('./builtIn/work.txt?raw')),
  },
  {
    id: 'stories',
    name: 'Fifty small stories',
    kind: 'Everyday mishaps, each with an ending',
    language: 'en',
    isRead: true,
    load: () => raw(import('./builtIn/stories.txt?raw')),
  },
  {
    id: 'year',
    name: 'A year in Mill Street',
    kind: 'The people of one street from January to December',
    language: 'en',
    isRead: true,
    load: () => raw(import('./builtIn/year.txt?raw')),
  },
  {
    id: 'places',
    name: 'Places',
    kind: 'What one sees, hears and smells in them',
    language: 'en',
    isRead: true,
    load: () => raw(import('./builtIn/places.txt?raw')),
  },
  {
    id: 'why',
    name: 'How and why',
    kind: 'Explanations, instructions, notices and reports',
    language: 'en',
    isRead: true,
    load: () => raw(import('./builtIn/why.txt?raw')),
  },
  {
    id: 'howto',
    name: 'How to do it',
    kind: 'Small instructions',
    language: 'en',
    isRead: true,
    load: () => raw(import('./builtIn/howto.txt?raw')),
  },
  {
    id: 'town',
    name: 'A week in Little Marrow',
    kind: 'A week in a small town',
    language: 'en',
    isRead: true,
    load: () => raw(import('./builtIn/town.txt?raw')),
  },
  {
    id: 'letters',
    name: 'Letters between two sisters',
    kind: 'Letters',
    language: 'en',
    isRead: true,
    load: () => raw(import('./builtIn/letters.txt?raw')),
  },
  {
    id: 'talk',
    name: 'Conversations that were overheard',
    kind: 'Dialogues',
    language: 'en',
    isRead: true,
    load: () => raw(import('./builtIn/talk.txt?raw')),
  },
  {
    id: 'nature',
    name: 'Animals, plants and weather',
    kind: 'Portraits, each with someone who meets the thing',
    language: 'en',
    isRead: true,
    load: () => raw(import('./builtIn/nature.txt?raw')),
  },
  {
    id: 'leisure',
    name: 'What people do in the evening and at weekends',
    kind: 'Sport, hobbies and outings',
    language: 'en',
    isRead: true,
    load: () => raw(import('./builtIn/leisure.txt?raw')),
  },
  {
    id: 'longago',
    name: 'Long ago and far away',
    kind: 'Old times, voyages, space and fairy tales',
    language: 'en',
    isRead: true,
    load: () => raw(import('./builtIn/longago.txt?raw')),
  },
  {
    id: 'dinge',
    name: 'Ein kleines Buch der Dinge und Leute',
    kind: 'Short pages about things and people, in German',
    language: 'de',
    isRead: true,
    load: () => raw(import('./builtIn/dinge.txt?raw')),
  },
  {
    id: 'geschichten',
    name: 'Vierzig kleine Geschichten',
    kind: 'Everyday stories and a few explanations, in German',
    language: 'de',
    isRead: true,
    load: () => raw(import('./builtIn/geschichten.txt?raw')),
  },
  {
    id: 'haus',
    name: 'Ein Jahr in der Lindenstraße 12',
    kind: 'A year in one house, in German',
    language: 'de',
    isRead: true,
    load: () => raw(import('./builtIn/haus.txt?raw')),
  },
  {
    id: 'tiere',
    name: 'Tiere, Pflanzen und Wetter',
    kind: 'Portraits, in German',
    language: 'de',
    isRead: true,
    load: () => raw(import('./builtIn/tiere.txt?raw')),
  },
  {
    id: 'arbeit',
    name: 'Menschen bei der Arbeit',
    kind: 'Portraits of people at work, in German',
    language: 'de',
    isRead: true,
    load: () => raw(import('./builtIn/arbeit.txt?raw')),
  },
  {
    id: 'orte',
    name: 'Orte und Wege',
    kind: 'Places and how one gets there, in German',
    language: 'de',
    isRead: true,
    load: () => raw(import('./builtIn/orte.txt?raw')),
  },
  {
    id: 'wochenende',
    name: 'Was wir am Wochenende machen',
    kind: 'Family, sport and outings, in German',
    language: 'de',
    isRead: true,
    load: () => raw(import('./builtIn/wochenende.txt?raw')),
  },
];
