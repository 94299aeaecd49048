import type { ChoiceKey, Settings } from './settings';
import { SETTINGS } from './settingsTable';

export const BACKEND_NAMES = SETTINGS.backend.names;

/**
 * The name of a backend within a sentence, where a comma would end a phrase. A kept run may name one that no longer exists:
 * that stands for itself.
 */
export function backendName(backend: string): string {
  const name = Object.entries(BACKEND_NAMES).find(([id]) => id === backend)?.[1] ?? backend;
  return name.replace(/, (.+)$/, ' ($1)');
}

/** The values of a choice with their names, in the page's order. */
export const choicesOf = <K extends ChoiceKey>(key: K) =>
  Object.entries(SETTINGS[key].names) as [Settings[K], string][];

const fold = (words: string) => words.trim().toLowerCase();

/** The value of a choice, by its name or by what an address calls it, in any case of letters; else undefined. */
export function choiceNamed(key: ChoiceKey, words: string): string | undefined {
  const wanted = fold(words);
  return choicesOf(key).find(([value, name]) => [value, fold(name)].includes(wanted))?.[0];
}
