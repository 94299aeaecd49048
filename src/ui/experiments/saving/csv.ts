/** A table as CSV, each row ending in "\n". The library that quotes the cells is loaded with the first file. */
export async function writeCsv(rows: readonly (readonly string[])[]): Promise<string> {
  const { default: Papa } = await import('papaparse');
  return `${Papa.unparse(
    rows.map((row) => [...row]),
    { newline: '\n' },
  )}\n`;
}
