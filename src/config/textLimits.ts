/** A longer text is kept in a file; its text box shows only the beginning, and cannot be edited. */
export const EDITABLE_CHARACTERS = 100_000;
