/** A longer text is kept outside the page; its text box shows the beginning, to be read only. */
export const EDITABLE_CHARACTERS = 100_000;
