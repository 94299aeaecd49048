/** Rows as lines with aligned columns; numbers are right-aligned. The first row is the heading. */
export function formatTable(rows) {
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map((row) => `${row[column]}`.length)),
  );
  const cell = (value, column) =>
    typeof value === 'number'
      ? `${value}`.padStart(widths[column])
      : `${value}`.padEnd(widths[column]);
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n');
}
