import { assertNever } from '../../base/assert';
import type { WorkerClient } from '../../client/workers';
import { decide } from '../../config/auto';
import { type Settings, TEXT_KEYS } from '../../config/settings';
import type { Source, TextEvent, TextRequest } from '../../protocol/texts';
import type { Vocabulary } from '../../tokenizer/vocabulary';
import type { Slice } from '../slice';
import { autoFor } from './auto';
import { openedModel } from './modelOpening';
import type { TextSettings } from './prepared';
import type { Reopening } from './reopening';
import type { PlaygroundState } from './state';
import { textProblem } from './textProblem';

/** Wait after the last keystroke before the text is prepared anew, ms. */
const TYPING_PAUSE = 400;

const textSettings = (settings: Settings) =>
  Object.fromEntries(TEXT_KEYS.map((k) => [k, settings[k]])) as TextSettings;

/** What the text worker was asked to prepare; the state may have moved on when that ends. */
interface Job {
  readonly id: number;
  readonly source: Source;
  readonly asked: Pick<PlaygroundState, 'settings' | 'auto'>;
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

/**
 * The tokens of the opened model, where the settings ask for them. A kept run brings its own, which also serve for what comes
 * after it where that model is not in this browser.
 */
function ownTokens(
  state: Pick<PlaygroundState, 'models' | 'settings' | 'prepared'>,
  reopening: Reopening | undefined,
): Vocabulary | undefined {
  const { settings, prepared } = state;
  if (settings.tokenizer !== 'model') return undefined;
  const { tokenizer, openedModel: id } = prepared?.madeFor ?? {};
  const isSame = tokenizer === 'model' && id === settings.openedModel;
  return (
    reopening?.saved.vocabulary ??
    openedModel(state, settings)?.vocabulary ??
    (isSame ? prepared?.vocabulary : undefined)
  );
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
  /** What a second worker was asked for, as the first one had gone */
  let askedAgain: Source | undefined;

  const prepare = (reopening?: Reopening) => {
    clearTimeout(soon);
    const { source, settings, auto } = store.getState();
    store.setState({
      preparing: { phase: 'counting', fraction: 0 },
      textProblem: undefined,
      sizes: undefined,
    });
    // A kept run goes on with the settings that it has, whatever Auto would decide today.
    const asked = { settings, auto: reopening ? [] : autoFor(source, auto) };
    job = { id: ++lastId, source, asked, reopening };
    texts.post({
      type: 'prepare',
      jobId: job.id,
      textId: numberOf(source),
      text: source.stored?.blob ?? source.text,
      language: source.language,
      ...asked,
      own: ownTokens(store.getState(), reopening),
    });
  };

  return {
    prepare,
    /** Once the person rests from typing. */
    prepareSoon() {
      clearTimeout(soon);
      soon = setTimeout(prepare, TYPING_PAUSE);
    },
    /**
     * Its worker has gone: a new one prepares the text, once for each text. False where nothing was being prepared, or
     * this text has ended two of them.
     */
    again(): boolean {
      const { source, preparing } = store.getState();
      if (!preparing || askedAgain === source) return false;
      askedAgain = source;
      prepare(job?.reopening);
      return true;
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
      const { id: jobId, source, asked, reopening } = job;
      switch (event.type) {
        case 'progress':
          store.setState({ preparing: { phase: event.phase, fraction: event.fraction } });
          break;
        case 'prepared': {
          const { facts } = event.prepared;
          const usedSettings = decide(facts, asked.settings, asked.auto);
          const prepared = {
            ...event.prepared,
            jobId,
            source,
            madeFor: textSettings(usedSettings),
          };
          // Others may have been set by now: they have a say in what is decided, and are not decided.
          store.setState(({ settings, auto }) => ({
            ...{ preparing: undefined, prepared, textProblem: event.problem },
            settings: decide(
              facts,
              settings,
              asked.auto.filter((key) => auto.includes(key)),
            ),
          }));
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
