import { formatCount } from '../../../base/format';
import { counted } from '../../../base/words';

/** At which steps the meaning took off, over the seeds that were trained. */
export function takeOffsInWords(takeOffs: readonly (number | null)[]): string {
  const steps = takeOffs.filter((step) => step !== null).sort((a, b) => a - b);
  const seeds = counted(takeOffs.length, 'seed');
  if (takeOffs.length < 2) return '';
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return `It took off in none of ${seeds}.`;
  const between =
    first === last
      ? `at ${formatCount(first)}`
      : `between ${formatCount(first)} and ${formatCount(last)}`;
  const all = steps.length === takeOffs.length;
  return `${all ? `Over ${seeds} it took off` : `It took off in ${steps.length} of ${seeds},`} ${between}.`;
}
