/** Keeps names such as SST-2, numbers with their sign, and thousands on one line. */
export const keptTogether = (text: string): string =>
  text
    .replaceAll(/(?<=\p{L})-(?=[\p{L}\d])/gu, '\u2011')
    .replaceAll(/(?<=\d) (?=%)/g, '\u00a0')
    .replaceAll(/(?<=\d)\u202f(?=\d)/g, '\u202f');
