/** A name as it stands in Markdown: what would be read as a sign of Markdown or HTML is a plain character. */
export const plain = (text: string): string =>
  text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>#|~&]/g, '\\$&');

/** A table of Markdown; cells are Markdown already. */
export const tableOf = (
  header: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] =>
  [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
