import { newId } from '../../base/newId';
import type { TrainerClient } from '../../client/workers';
import type { Settings } from '../../config/settings';
import type { Beginning } from '../../protocol/models';
import type { Problem } from '../../protocol/problem';
import type { Slice } from '../slice';
import { autoFor } from './auto';
import { openedModel } from './modelOpening';
import type { Prepared } from './prepared';
import type { Reopening } from './reopening';
import { restoredRun } from './restore';
import { isCurrent } from './selectors';
import { NO_RUN, NOTHING_WAITS, type PlaygroundState, type RunData } from './state';
import { forgetSeen } from './watch';

/** Tokens of the words chosen by hand: first and last (exclusive) of each, one after the other. */
export const rangesByHand = ({ byHand }: Pick<PlaygroundState, 'byHand'>): Uint32Array =>
  Uint32Array.from([...byHand.values()].flat());

/** A fresh run has the steps that were set, unless the person has set others since the last one was prolonged. */
export function withoutProlonging(
  settings: Settings,
  { prolonged }: Pick<RunData, 'prolonged'>,
): Settings {
  if (prolonged?.to !== settings.maxSteps) return settings;
  return { ...settings, maxSteps: prolonged.from };
}

/** What a fresh model begins from; undefined where that is nothing. */
function beginningOf(
  state: Pick<PlaygroundState, 'models'>,
  settings: Settings,
  { vocabulary, facts }: Prepared,
): Beginning | undefined {
  if (settings.beginFrom === 'starter') {
    return { language: facts.starter?.language ?? 'en', vocabulary };
  }
  const model = openedModel(state, settings);
  return settings.beginFrom === 'opened' && model ? { model, vocabulary } : undefined;
}

/** Name of the opened model that a fresh run begins from. */
const nameOfModel = (state: Pick<PlaygroundState, 'models'>, settings: Settings) =>
  settings.beginFrom === 'opened' ? openedModel(state, settings)?.name : undefined;

/** Why a fresh run cannot begin: its model is not here, as where the run before it came from another browser. */
export const modelIsGone = (
  state: Pick<PlaygroundState, 'models' | 'settings'>,
): Problem | undefined =>
  state.settings.beginFrom === 'opened' && !openedModel(state, state.settings)
    ? {
        kind: 'settings',
        what: 'A fresh run cannot begin.',
        why: 'The model that it should begin from is not in this browser.',
        advice:
          'Open it with “Open a model”, or choose under “Begin from” what else to begin from. A run that is there can go on.',
      }
    : undefined;

export interface LoadParts {
  /** The kept run that goes on, if it is not a fresh one */
  readonly reopening: Reopening | undefined;
  /** Told before the run that is there makes room; returns whether the trainer is to hand it over first */
  readonly onLose: (reopening: Reopening | undefined) => boolean;
}

/**
 * Makes a model for the present text and settings: a fresh one, or that of a kept run. Does nothing where the text is
 * not prepared.
 */
export function loadRun(
  store: Slice<PlaygroundState>,
  trainer: TrainerClient,
  { reopening, onLose }: LoadParts,
) {
  const state = store.getState();
  const { prepared, run } = state;
  if (!prepared?.cut || !isCurrent(state)) return;
  const { saved, lost, resume } = reopening ?? {};
  const isAsked = reopening?.isReturn ? false : onLose(reopening);
  const settings = reopening ? state.settings : withoutProlonging(state.settings, run);
  // A backend that is left would keep its memory, and its device could still be lost.
  if (run.loaded && run.loaded.settings.backend !== settings.backend) {
    if (isAsked) trainer.retire(run.runId);
    else trainer.terminate();
  }
  const runId = run.runId + 1;
  const saveId = reopening?.saveId ?? newId();
  store.setState((s) => ({
    settings,
    byHand: saved?.byHand ? new Map(saved.byHand) : s.byHand,
    run: {
      ...NO_RUN,
      status: 'loading',
      runId,
      phase: 'Building the model',
      loaded: {
        ...{ prepared, settings, auto: autoFor(prepared.source, state.auto) },
        beganFrom: saved ? saved.beganFrom : nameOfModel(state, settings),
      },
      backend: s.run.backend,
      waiting: {
        ...NOTHING_WAITS,
        begins: reopening?.recovery?.begins ?? s.run.waiting.begins,
      },
      ...restoredRun(saved, lost?.run, resume?.aside && resume.memo.aside?.step),
      ...(reopening?.isKept === false && { kept: undefined }),
      // What the Library has of one that was lost is an earlier step, if anything.
      ...(lost && { kept: lost.run.kept, prolonged: lost.run.prolonged }),
      saveId,
    },
    // Guesses are ids of the old vocabulary: they mean nothing in the new one.
    watch: forgetSeen(s.watch),
  }));
  const { vocabulary, stored, source } = prepared;
  const { grammar } = source;
  trainer.post({
    type: 'load',
    runId,
    settings,
    vocabSize: vocabulary.tokens.length,
    stored,
    byHand: rangesByHand(store.getState()),
    language: grammar === undefined ? undefined : { grammar, vocabulary },
    begin: reopening ? undefined : beginningOf(store.getState(), settings, prepared),
    state: reopening?.state,
    resume,
    saveAs: saveId,
    avoid: reopening?.recovery?.avoid,
  });
}
