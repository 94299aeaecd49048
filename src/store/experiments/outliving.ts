import { formatCount } from '../../base/format';
import type { Death, WorkerClient } from '../../client/workers';
import type { Plan } from '../../config/experiments';
import type { ExperimentsEvent, ExperimentsRequest, SavedTwin } from '../../protocol/experiments';
import { whatDied } from '../death';
import { told } from './goingOnWords';
import type { ExperimentRunView, ExperimentsState } from './state';
import { createWatching } from './watching';

export interface OutlivingParts {
  readonly get: () => ExperimentsState;
  readonly set: (patch: Partial<ExperimentsState>) => void;
  readonly say: (notice: string) => void;
  readonly worker: Pick<WorkerClient<ExperimentsRequest>, 'terminate'>;
  /** When the worker was heard last, or given something to train, ms */
  readonly heardAt: () => number;
  readonly onHanging: (death: Death) => void;
  /** Runs a plan, or goes on with it */
  readonly run: (experimentId: string, plan: Plan) => void;
  /** Asks for the three models that were saved last of the language that is shown */
  readonly bringTwins: () => void;
  /** Has these three models train on */
  readonly trainOn: (twins: ExperimentsState['twins']) => void;
}

/** So many workers may die in a row before a run has come any further. */
const MOST_DEATHS = 2;

const sentences = (...said: readonly (string | undefined)[]) => said.filter(Boolean).join(' ');

/** Experiments that outlive the page and their worker, which is watched over while it trains. */
export function createOutliving(parts: OutlivingParts) {
  const { get, set, say, worker, heardAt, run } = parts;
  /** Jobs that have begun to train */
  let jobs = 0;
  /** That the worker died, until it is told from where the next one goes on; of no use to the jobs that follow */
  let death: { readonly words: string; readonly nextJob: number } | undefined;
  /** Workers that died in a row over the same runs, and how far these had come by then */
  let deaths = { of: '', count: 0, done: 0, step: 0 };
  /** Whether the first language shown has still to bring back what was trained on another visit */
  let isFirst = true;
  /** What the three models do whose worker has died, once a new one has their language ready */
  let orphans: (() => void) | undefined;

  const watch = createWatching({
    ...{ get, say, heardAt },
    onHanging({ why: reason }) {
      worker.terminate();
      parts.onHanging({ reason, atStart: false, hangs: true });
    },
  });

  const died = () => {
    const words = death && jobs <= death.nextJob ? death.words : undefined;
    death = undefined;
    return words;
  };

  /** Whether another worker may go on with these runs. */
  const mayGoOn = ({ atStart }: Death, of: string, runs: readonly ExperimentRunView[]) => {
    const left = runs.filter(({ result, isDiverged }) => !result && !isDiverged);
    const [done, step] = [runs.length - left.length, left[0]?.step ?? 0];
    const isFurther = of !== deaths.of || done > deaths.done || step > deaths.step;
    const count = isFurther ? 1 : deaths.count + 1;
    deaths = { of, count, done, step: isFurther ? step : deaths.step };
    return !atStart && count <= MOST_DEATHS;
  };

  return {
    /** The worker trains now. */
    watch() {
      jobs++;
      watch();
    },

    /** A language is there. What a lesson shows brings nothing back from another visit. */
    onShown(isLesson: boolean) {
      const bring = orphans ?? (isFirst && !isLesson ? parts.bringTwins : undefined);
      orphans = undefined;
      isFirst &&= isLesson;
      bring?.();
    },

    /** The worker has died in the middle of this. A new one goes on with it, but where that would end, too. */
    onDeath(how: Death, { running, runs, twins }: ExperimentsState) {
      orphans = undefined;
      const plan = running?.kind === 'plan' ? running : undefined;
      if (!plan && twins.length === 0) return;
      if (!mayGoOn(how, plan?.experimentId ?? 'twins', plan ? runs : twins)) return;
      const words = whatDied('The worker for experiments', how);
      death = { words, nextJob: jobs + 1 };
      const isTraining = running?.kind === 'twins';
      if (twins.length > 0) {
        orphans = isTraining ? () => parts.trainOn(twins) : parts.bringTwins;
      }
      if (plan) run(plan.experimentId, plan.plan);
      if (running) {
        const what = plan ? 'the experiment' : 'the three models';
        say(`${words} A new one goes on with ${what} by itself.`);
      }
    },

    /** Runs go on, or cannot be saved. */
    tell: (event: Extract<ExperimentsEvent, { type: 'goesOn' | 'unsaved' }>) =>
      say(told(event.type === 'goesOn' ? { ...event, lost: event.lost ?? died() } : event)),

    /** The three models are back, or there are none. Says so where that cannot be seen. */
    onBack(saved: readonly SavedTwin[]) {
      if (get().running || saved.length === 0) return;
      const why = died();
      if (why && get().problem?.what === why) set({ problem: undefined });
      const step = formatCount(Math.min(...saved.map((one) => one.step)));
      if (!saved.every(({ isDone }) => isDone)) {
        const how = `The three models are back at step ${step}, where they were saved last. Press Go on to train them further.`;
        say(sentences(why, how));
      } else if (why) say(sentences(why, 'The three models are back as they were.'));
    },
  };
}

export type Outliving = ReturnType<typeof createOutliving>;
