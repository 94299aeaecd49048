/** The built-in texts, all written for this project. Each is fetched when it is chosen. */
export interface BuiltInText {
  readonly id: string;
  readonly name: string;
  /** What it is, in a few words */
  readonly kind: string;
  /** BCP 47 */
  readonly language: string;
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
    load: () => raw(import('./builtIn/bread.txt?raw')),
  },
  {
    id: 'platform',
    name: 'The late train',
    kind: 'A dialogue',
    language: 'en',
    load: () => raw(import('./builtIn/platform.txt?raw')),
  },
  {
    id: 'garten',
    name: 'Ein Jahr im Garten',
    kind: 'A year with a garden, in German',
    language: 'de',
    load: () => raw(import('./builtIn/garten.txt?raw')),
  },
];
