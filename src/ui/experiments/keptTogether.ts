/** A text in which no line ends within a name such as SST-2, or between a number and its sign. */
export const keptTogether = (text: string): string =>
  text.replaceAll(/(?<=\p{L})-(?=[\p{L}\d])/gu, '\u2011').replaceAll(/(?<=\d) (?=%)/g, '\u00a0');
