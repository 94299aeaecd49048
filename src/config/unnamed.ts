/** What the page calls a text that somebody typed or pasted. */
export const UNNAMED = 'Your text';
