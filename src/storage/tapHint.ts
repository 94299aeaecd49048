const KEY = 'cloze:hasHidden';

/** Whether the person has hidden a word of the sentence before, and so knows that one can. */
export function hasHiddenWord(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false; // A private window may refuse.
  }
}

export function rememberHiddenWord(): void {
  try {
    localStorage.setItem(KEY, 'yes');
  } catch {
    // The hint then comes again with the next visit.
  }
}
