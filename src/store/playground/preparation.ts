import { assertNever } from '../../base/assert';
import type { WorkerClient } from '../../client/workers';
import { TEXT_KEYS } from '../../config/settings';
import type { Source, TextEvent, TextRequest } from '../../protocol/texts';
import type { Slice } from '../slice';
import type { TextSettings } from './prepared';
import type { Reopening } from './reopening';
import type { PlaygroundState } from './state';
import { textProblem } from './textProblem';

/** Wait after the last keystroke before the text is prepared anew, ms. */
const TYPING_PAUSE = 400;

/** What the text worker was asked to prepare; the state may have moved on when that ends. */
interface Job {
  readonly id: number;
  readonly source: Source;
  readonly madeFor: TextSettings;
  /** The kept run that goes on with it */
  readonly reopening: Reopening | undefined;
}

/** Names texts to the worker, which sees a copy of each every time. */
function createNumbers() {
  const numbers = new WeakMap<Source, number>();
  let last = 0;
  return (source: Source): number => {
    const number = numbers.get(source) ?? ++last;
    numbers.set(source, number);
    return number;
  };
}

interface Ends {
  /** `prepared` is that text; it has `cut` only where it can be trained on */
  readonly onPrepared: (reopening: Reopening | undefined) => void;
  readonly onFailed: () => void;
}

/** Has the text worker prepare the text shown: its vocabulary, its tokens. Of several jobs the last one counts. */
export function createPreparation(
  store: Slice<PlaygroundState>,
  texts: WorkerClient<TextRequest>,
  { onPrepared, onFailed }: Ends,
) {
  const numberOf = createNumbers();
  let lastId = 0;
  let job: Job | undefined;
  let soon: ReturnType<typeof setTimeout> | undefined;

  const prepare = (reopening?: Reopening) => {
    clearTimeout(soon);
    const { source, settings } = store.getState();
    store.setState({
      preparing: { phase: 'counting', fraction: 0 },
      textProblem: undefined,
      sizes: undefined,
    });
    const madeFor = Object.fromEntries(TEXT_KEYS.map((k) => [k, settings[k]])) as TextSettings;
    job = { id: ++lastId, source, madeFor, reopening };
    texts.post({
      type: 'prepare',
      jobId: job.id,
      textId: numberOf(source),
      text: source.stored?.blob ?? source.text,
      language: source.language,
      ...madeFor,
      sequenceLength: madeFor.maxPositionEmbeddings,
    });
  };

  return {
    prepare,
    /** Once the person rests from typing. */
    prepareSoon() {
      clearTimeout(soon);
      soon = setTimeout(prepare, TYPING_PAUSE);
    },
    /** Ends the present job, or the wait for it. */
    stop() {
      clearTimeout(soon);
      job = undefined;
      texts.post({ type: 'cancel' });
      store.setState({ preparing: undefined });
    },
    onEvent(event: Extract<TextEvent, { type: 'progress' | 'prepared' | 'failed' }>) {
      if (!job || event.jobId !== job.id) return;
      const { id: jobId, source, madeFor, reopening } = job;
      switch (event.type) {
        case 'progress':
          store.setState({ preparing: { phase: event.phase, fraction: event.fraction } });
          break;
        case 'prepared': {
          const prepared = { ...event.prepared, jobId, source, madeFor };
          store.setState({ preparing: undefined, prepared, textProblem: event.problem });
          texts.post({ type: 'shown', jobId });
          onPrepared(reopening);
          break;
        }
        case 'failed': {
          onFailed();
          const problem = textProblem(
            'The text could not be prepared.',
            event.reason,
            'Change the text or the vocabulary size. Your text is kept.',
          );
          store.setState({ preparing: undefined, textProblem: problem });
          break;
        }
        default:
          assertNever(event);
      }
    },
  };
}

export type Preparation = ReturnType<typeof createPreparation>;
