import type { ExperimentRecord } from '../../../storage/experiments';
import type { Scope } from '../../../store/experiments/state';
import { asPng } from '../../common/asPng';
import { saveFile } from '../../common/saveFile';
import type { Pictured } from './caption';
import { writeCsv } from './csv';
import { fileName } from './names';
import { pictureOf } from './picture';
import { tableOf } from './table';

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
  saveFile(`${fileName(kind, setting, record.plan, counted)}.csv`, blob);
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
  saveFile(`${fileName('sweep', setting, record.plan, scope)}-${measure}.${kind}`, blob);
}
