import { type ExperimentRecord, runIdOf } from '../../storage/labResults';
import type { Scope } from '../../store/labState';
import { inScope } from './verdict';

/** Hands a file to the person, as a download. */
function save(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Not every browser has begun to read it when the click returns.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((a, b) => a + b, 0) / values.length;

/**
 * One row for each run: value, seed, exam accuracy and loss over the blanks in scope, steps, seconds. Of a run that
 * diverged the last good step.
 */
export function csvOf(record: ExperimentRecord, scope: Scope = 'all'): string {
  const counted = inScope(record.exam, scope);
  const { arms, seeds } = record.plan;
  const runs = arms.flatMap(({ label }, arm) =>
    Array.from({ length: seeds }, (_, seed) => ({
      ...{ label, seed },
      result: record.results[runIdOf(arm, seed)],
      diverged: record.diverged[runIdOf(arm, seed)],
    })),
  );
  const rows = runs.flatMap(({ label, seed, result, diverged }) => {
    const run = [label, `${seed + 1}`];
    if (diverged !== undefined) return [[...run, 'NaN', 'NaN', `${diverged}`, '']];
    if (!result) return [];
    const scores = [result.right, result.losses].map((v) => mean(counted(v)).toFixed(5));
    return [[...run, ...scores, `${result.step}`, result.seconds.toFixed(1)]];
  });
  const header = ['value', 'seed', 'accuracy', 'loss_nats', 'steps', 'seconds'];
  return `${[header, ...rows].map((row) => row.map(quoted).join(',')).join('\n')}\n`;
}

export const saveTable = (record: ExperimentRecord, scope: Scope) =>
  save('cloze-sweep.csv', new Blob([csvOf(record, scope)], { type: 'text/csv' }));

/** What style sheets say of a chart's elements, and names of colours that mean nothing elsewhere. */
const COLOURS = ['fill', 'stroke'] as const;
const FONT = ['font-family', 'font-size', 'font-weight'] as const;

/** A copy of the chart that stands alone: its size, its paper, and each element's look written out. */
function standalone(svg: SVGSVGElement): { text: string; width: number; height: number } {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll('*');
  copy.querySelectorAll<SVGElement>('*').forEach((element, i) => {
    const computed = getComputedStyle(originals[i]!);
    const names = element.tagName === 'text' ? [...COLOURS, ...FONT] : COLOURS;
    for (const name of names) element.setAttribute(name, computed.getPropertyValue(name));
  });
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', `${width}`);
  copy.setAttribute('height', `${height}`);
  copy.style.background = getComputedStyle(document.documentElement).getPropertyValue('--paper');
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

/** Dots of a PNG for each of the page, so that it is sharp on a slide. */
const SHARPNESS = 3;

async function asPng({ text, width, height }: ReturnType<typeof standalone>): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = new OffscreenCanvas(SHARPNESS * width, SHARPNESS * height);
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: 'image/png' });
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Saves a chart as it stands, in the colours of the theme. */
export async function saveChart(
  svg: SVGSVGElement | null | undefined,
  kind: 'svg' | 'png',
): Promise<void> {
  if (!svg) return;
  const chart = standalone(svg);
  const blob =
    kind === 'png' ? await asPng(chart) : new Blob([chart.text], { type: 'image/svg+xml' });
  save(`cloze-sweep.${kind}`, blob);
}
