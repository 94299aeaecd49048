import type { Settings } from './settings';

/** What the page calls each value of a setting that is a choice. */
export const CHOICE_NAMES = {
  tokenizer: { wordpiece: 'Word pieces', word: 'Whole words', character: 'Characters' },
  maskStrategy: {
    token: 'Tokens',
    word: 'Whole words',
    span: 'Spans',
    phrase: 'Phrases',
    rare: 'Rare first',
    frequent: 'Frequent first',
    hand: 'By hand',
  },
  context: { both: 'Both sides', left: 'Before only', right: 'After only' },
  backend: { auto: 'Auto', webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WASM', cpu: 'CPU' },
} as const satisfies { [K in keyof Settings]?: Record<Settings[K] & string, string> };

export const BACKEND_NAMES = CHOICE_NAMES.backend;

/** The name of a backend; a kept run may have had one that is gone. */
export const backendName = (backend: string): string =>
  Object.entries(BACKEND_NAMES).find(([id]) => id === backend)?.[1] ?? backend;

export type ChoiceKey = keyof typeof CHOICE_NAMES;

/** The values of a choice with their names, in the page's order. */
export const choicesOf = <K extends ChoiceKey>(key: K) =>
  Object.entries(CHOICE_NAMES[key]) as [Settings[K] & string, string][];

const fold = (words: string) => words.trim().toLowerCase();

/** The value of a choice, by its name or by what an address calls it, in small letters or capitals; else undefined. */
export function choiceNamed(key: ChoiceKey, words: string): string | undefined {
  const wanted = fold(words);
  return choicesOf(key).find(([value, name]) => [value, fold(name)].includes(wanted))?.[0];
}

export const isChoice = (key: keyof Settings): key is ChoiceKey => key in CHOICE_NAMES;
