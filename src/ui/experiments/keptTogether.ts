/** Keeps names such as SST-2, and numbers with their sign, on one line. */
export const keptTogether = (text: string): string =>
  text.replaceAll(/(?<=\p{L})-(?=[\p{L}\d])/gu, '\u2011').replaceAll(/(?<=\d) (?=%)/g, '\u00a0');
