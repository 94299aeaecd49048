/** A longer text is kept in a file; its text box shows only the beginning, and cannot be edited. */
export const EDITABLE_CHARACTERS = 100_000;
/** So many of a person's own texts are kept; then the oldest goes first. */
export const MOST_OWN_TEXTS = 30;
/** Largest share of a text, in tokens or in characters, that may be unknown without a word about it: with more, a model learns little. */
export const MOST_UNKNOWN = 0.2;
