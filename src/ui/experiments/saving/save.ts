import type { ExperimentRecord } from '../../../storage/experiments';
import type { Scope } from '../../../store/experiments/state';
import type { Pictured } from './caption';
import { writeCsv } from './csv';
import { fileName } from './names';
import { asPng, pictureOf } from './picture';
import { tableOf } from './table';

/** Downloads a file. */
function save(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers start to read it only after the click returns.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Saves the runs of an experiment as a table. A sweep is named by its setting, a paper by its finding. */
export async function saveTable(
  record: ExperimentRecord,
  scope: Scope,
  setting: string,
  kind: 'sweep' | 'paper' = 'sweep',
): Promise<void> {
  // Where there are no telling blanks, all are counted.
  const counted = record.exam?.tellingFloors ? scope : 'all';
  const text = await writeCsv(tableOf(record, counted, setting));
  const blob = new Blob([text], { type: 'text/csv' });
  save(`${fileName(kind, setting, record.plan, counted)}.csv`, blob);
}

/** Saves the chart of a sweep as it stands, in the colours of the theme. */
export async function saveChart(
  svg: SVGSVGElement | null | undefined,
  kind: 'svg' | 'png',
  pictured: Pictured,
): Promise<void> {
  if (!svg) return;
  const { record, measure, scope, setting } = pictured;
  const picture = pictureOf(svg, pictured);
  const blob =
    kind === 'png' ? await asPng(picture) : new Blob([picture.text], { type: 'image/svg+xml' });
  save(`${fileName('sweep', setting, record.plan, scope)}-${measure}.${kind}`, blob);
}
