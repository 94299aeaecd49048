import { type ExperimentRecord, resultsByArm } from '../../storage/labResults';

/** Hands a file to the person, as a download. */
function save(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** One row for each run: value, seed, exam accuracy and loss, steps, seconds. */
export function csvOf(record: ExperimentRecord): string {
  const rows = resultsByArm(record).flatMap((results, arm) =>
    results.map((result, seed) => [
      record.plan.arms[arm]!.label,
      `${seed + 1}`,
      result.accuracy.toFixed(5),
      result.loss.toFixed(5),
      `${result.step}`,
      result.seconds.toFixed(1),
    ]),
  );
  const header = ['value', 'seed', 'accuracy', 'loss_nats', 'steps', 'seconds'];
  return `${[header, ...rows].map((row) => row.map(quoted).join(',')).join('\n')}\n`;
}

export const saveTable = (record: ExperimentRecord) =>
  save('cloze-sweep.csv', 'text/csv', csvOf(record));

/** The chart as it stands, its colours written out: the page's own names for them mean nothing elsewhere. */
export function saveChart(svg: SVGSVGElement | null | undefined): void {
  if (!svg) return;
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const style = getComputedStyle(document.documentElement);
  const text = new XMLSerializer()
    .serializeToString(copy)
    .replace(/var\((--[\w-]+)\)/g, (_, name) => style.getPropertyValue(name).trim());
  save('cloze-sweep.svg', 'image/svg+xml', text);
}
