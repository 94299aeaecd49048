import * as v from 'valibot';

/**
 * The names of texts that last only as long as their page, so that the next visit can say what is gone. They are in
 * localStorage, which has its own quota: the other storage may be full.
 */

const KEY = 'cloze:unkept-texts';
const Names = v.fallback(v.array(v.string()), []);

export function noteUnkept(names: readonly string[]): void {
  try {
    if (names.length > 0) localStorage.setItem(KEY, JSON.stringify(names));
    else localStorage.removeItem(KEY);
  } catch {
    // A private window may refuse.
  }
}

/** The names that the last visit left. Each is returned only once. */
export function takeUnkept(): readonly string[] {
  try {
    const names = v.parse(Names, JSON.parse(localStorage.getItem(KEY) ?? '[]'));
    localStorage.removeItem(KEY);
    return names;
  } catch {
    return [];
  }
}
