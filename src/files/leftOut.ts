/** Sentences for the page about what readers leave out, shared so that one for several files is said once. */
export const READINGS = 'Readings above words (ruby) were left out.';
export const DELETED = 'Text marked as deleted was left out.';
export const NOTE_MARKS = 'Footnote marks in the text were left out.';
