import * as v from 'valibot';

/**
 * The names of texts that last only as long as their page, so that the next visit can say what is gone. In
 * localStorage, which has room of its own: the other storage may be full.
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

/** Those of the last visit; each is told of once. */
export function takeUnkept(): readonly string[] {
  try {
    const names = v.parse(Names, JSON.parse(localStorage.getItem(KEY) ?? '[]'));
    localStorage.removeItem(KEY);
    return names;
  } catch {
    return [];
  }
}
