/** A built-in language: a grammar, written for this project, of which everything is known. */
export interface BuiltInLanguage {
  readonly id: string;
  readonly name: string;
  /** What it shows, in one sentence */
  readonly shows: string;
  /** BCP 47 */
  readonly language: string;
  /** Names of the marks that its grammar gives, for a probe */
  readonly labels: { readonly sentence: readonly string[]; readonly word: readonly string[] };
  /** The grammar as written; `compile` reads it. */
  readonly load: () => Promise<string>;
}

const raw = (module: Promise<{ default: string }>) => module.then((m) => m.default);

export const languages: readonly BuiltInLanguage[] = [
  {
    id: 'clue',
    name: 'A flock of geese',
    shows: 'The clue comes after the blank: from the words before it nobody can know the word.',
    language: 'en',
    labels: { sentence: [], word: ['role'] },
    load: () => raw(import('./languages/clue.txt?raw')),
  },
  {
    id: 'agreement',
    name: 'These boats are afloat',
    shows:
      'A verb agrees with a subject far to its left, past other nouns; what is said of it comes to its right.',
    language: 'en',
    labels: { sentence: ['number'], word: ['role'] },
    load: () => raw(import('./languages/agreement.txt?raw')),
  },
  {
    id: 'brackets',
    name: 'Dear Anna, sincerely',
    shows:
      'Whatever is opened is closed by its match, far away: the clue may stand on either side.',
    language: 'en',
    labels: { sentence: ['tone'], word: [] },
    load: () => raw(import('./languages/brackets.txt?raw')),
  },
  {
    id: 'topics',
    name: 'Sailors steer boats',
    shows: 'One topic decides many words, so that each of them gives the others away.',
    language: 'en',
    labels: { sentence: ['topic'], word: ['role'] },
    load: () => raw(import('./languages/topics.txt?raw')),
  },
  {
    id: 'cases',
    name: 'Den Löwen lädt der Hase ein',
    shows:
      'Endings tell who does what to whom; where they cannot, word order does. The last word tells what is done.',
    language: 'de',
    labels: { sentence: ['order'], word: ['role'] },
    load: () => raw(import('./languages/cases.txt?raw')),
  },
  {
    id: 'translation',
    name: 'The red boat = das rote Boot',
    shows: 'Each sentence is followed by its translation, so that each half gives the other away.',
    language: 'en',
    labels: { sentence: [], word: ['role'] },
    load: () => raw(import('./languages/translation.txt?raw')),
  },
];

/** A language's name as the page has it; of any id that is none of these, one's own. */
export const languageName = (id: string): string =>
  languages.find((language) => language.id === id)?.name ?? 'Your own grammar';
