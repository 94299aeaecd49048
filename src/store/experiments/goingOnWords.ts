import { formatCount } from '../../base/format';
import type { ExperimentsEvent } from '../../protocol/experiments';

type Told<T> = Omit<Extract<ExperimentsEvent, { type: T }>, 'jobId'>;

/** That training goes on, and from where. */
function sayGoesOn({ step, together, lost }: Told<'goesOn'>): string {
  const [who, go, was] = together
    ? ['The three models', 'go', 'they were']
    : ['The run', 'goes', 'it was'];
  const how =
    step === 0
      ? `${who} had not been saved yet, so training begins again.`
      : `${who} ${go} on from step ${formatCount(step)}, where ${was} saved last.`;
  return [lost, how].filter(Boolean).join(' ');
}

const UNSAVED = {
  'no room':
    'The browser has no room to save runs of experiments while they train: if you leave the page, the run that is going on begins again. Delete runs in the Library to make room.',
  'no storage':
    'This browser does not let the page store anything, so if you leave the page, an experiment begins again.',
} as const;

/** What the page says of runs that go on, or are not saved while they train. */
export const told = (event: Told<'goesOn'> | Told<'unsaved'>): string =>
  event.type === 'unsaved' ? UNSAVED[event.why] : sayGoesOn(event);
