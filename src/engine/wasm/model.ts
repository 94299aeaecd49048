import { deviceBytes } from '../../base/deviceMemory';
import type { Context } from '../../config/settings';
import type { BertConfig } from '../../model/config';
import type { Purpose } from '../compiled/memory';
import { shardOf, wholeBatch } from '../compiled/shard';
import type {
  Batch,
  InferOptions,
  Preparation,
  StepOptions,
  StepStatistics,
  TrainableModel,
  TrainingState,
} from '../engine';
import { createExchange } from './exchange';
import { joinTeam, readTogether, stepTogether } from './member';
import { createReplica, type Replica, type Which } from './replica';
import { startTeam } from './team';

export interface WasmModelOptions {
  readonly module: WebAssembly.Module;
  /** What its instructions are, in words */
  readonly device: string;
  /** Workers, the caller's own included */
  readonly workers: number;
  /** A worker that runs helper.ts */
  readonly startHelper: () => Worker;
  /** Called with the step whose statistics have been read. */
  readonly onRead: (step: number) => void;
  /** Called once, when a helper is lost. */
  readonly onFailure: (reason: string) => void;
}

/** Of its memory the browser may have other uses: half is for workers. Where it does not tell, 8 GB are assumed. */
const mostBytes = () => (deviceBytes() ?? 8e9) / 2;

/**
 * A replica that can train, or else one that can be looked at, and why no more. Throws a `RangeError` where there is no
 * room for that either.
 */
function createFirst(
  make: (purpose: Purpose, batchSize: number) => Replica,
  { batchSize, onlyLooks }: Preparation,
): { readonly replica: Replica; readonly onlyLooks?: string | undefined } {
  let reason = onlyLooks;
  try {
    if (reason === undefined) return { replica: make('train', batchSize) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    reason = error.message;
  }
  return { replica: make('look', 1), onlyLooks: reason };
}

/**
 * The compiled training step in WebAssembly, on one core or several: every worker makes the gradients of
 * its own sentences, and sums and updates a range of the parameters for all (member.ts). With one worker a step is
 * done when `train` returns. Exams and looks are this worker's alone.
 */
export async function createWasmModel(
  config: BertConfig,
  initial: TrainingState,
  preparation: Preparation,
  { module, device, workers, startHelper, onRead, onFailure }: WasmModelOptions,
): Promise<TrainableModel> {
  const { batchSize, sequenceLength } = preparation;
  const most = Math.max(1, Math.min(workers, batchSize));
  const { replica, onlyLooks } = createFirst(
    (purpose, sequences) =>
      createReplica(module, config, initial, { batchSize: sequences, sequenceLength }, purpose),
    preparation,
  );
  const room = Math.max(1, Math.floor(mostBytes() / replica.bytes()));
  const wanted = onlyLooks === undefined ? Math.min(most, room) : 1;
  const size = { batchSize: Math.ceil(batchSize / wanted), sequenceLength };
  const start = { module, config, state: initial, ...size };
  // If helpers cannot be started, or have no memory, this worker does all the work, and says so.
  const helpers =
    wanted > 1
      ? await startTeam(wanted - 1, start, onFailure, startHelper).catch(() => undefined)
      : undefined;
  const count = helpers ? wanted : 1;
  const alone = wanted > 1 && !helpers ? ', others would not start' : '';
  const team = helpers?.team;
  const member = helpers && joinTeam(replica, 0, createExchange(helpers.ports), count);

  let step = initial.step;
  /** Steps of the marks, newest first */
  let marks: number[] = [];
  /** Step of the state set aside */
  let aside: number | undefined;
  let done: { loss: number; gradNorm: number }[] = [];
  /** Whatever touches the model, in order. */
  let queue: Promise<unknown> = Promise.resolve();
  const exclusive = <R>(work: () => R | Promise<R>): Promise<R> => {
    // Alone, nothing waits: steps are done when they are asked for.
    if (!team) return new Promise((resolve) => resolve(work()));
    const result = queue.then(work);
    queue = result;
    result.catch(() => {}); // thrown where it is awaited
    return team.watch(result);
  };
  /** At once if nothing waits, else when its turn comes. */
  const inOrder = (work: () => void | Promise<void>) => {
    if (team) {
      queue = queue.then(work);
      queue.catch(() => {}); // thrown where it is awaited
    } else void work();
  };
  /** The whole state, to which the helpers add theirs. */
  const readWhole = (which: Which) => {
    team?.post(() => ({ type: 'giveMoments', which }));
    return exclusive(() => (member ? readTogether(member, which) : replica.read(which)));
  };
  const keep = ({ loss, gradNorm }: { loss: number; gradNorm: number }) => {
    done.push({ loss, gradNorm });
  };

  return {
    config,
    device: `${device}, ${count} ${count === 1 ? 'worker' : 'workers'}${alone}`,
    workers: count,
    onlyLooks,
    anyLength: true,
    get step() {
      return step;
    },

    train(batch: Batch, options: StepOptions) {
      if (onlyLooks !== undefined) throw new RangeError(`train: ${onlyLooks}`);
      step++;
      const { context, dropout } = options;
      const input = { context, dropout, update: { ...options, step } };
      if (!member || !team) {
        const lossSum = replica.differentiate(wholeBatch(batch), input);
        keep(replica.update(lossSum));
        return;
      }
      team.post((rank) => ({ type: 'step', shard: shardOf(batch, rank, count), input }));
      const own = shardOf(batch, 0, count);
      inOrder(async () => keep(await stepTogether(member, own, input)));
    },

    async statistics(): Promise<StepStatistics> {
      const upTo = step;
      const taken = await exclusive(() => {
        const all = done;
        done = [];
        return all;
      });
      onRead(upTo);
      return {
        losses: Float32Array.from(taken, ({ loss }) => loss),
        gradNorms: Float32Array.from(taken, ({ gradNorm }) => gradNorm),
      };
    },

    evaluate(batch: Batch, context: Context) {
      const shard = shardOf(batch, 0, 1);
      return exclusive(() => replica.evaluate(shard, context));
    },

    infer(batch: Batch, context: Context, options: InferOptions) {
      const shard = shardOf(batch, 0, 1);
      return exclusive(() => replica.infer(shard, context, options));
    },

    mark() {
      marks = [step, ...marks].slice(0, 2);
      team?.post(() => ({ type: 'mark' }));
      inOrder(() => replica.mark());
    },

    restore(which) {
      const target = which === 'previous' ? (marks[1] ?? marks[0]) : marks[0];
      if (target === undefined) return;
      step = target;
      marks = [target];
      onRead(target);
      team?.post(() => ({ type: 'restore', which }));
      inOrder(() => {
        done = [];
        replica.restore(which);
      });
    },

    setAside() {
      aside = step;
      team?.post(() => ({ type: 'setAside' }));
      inOrder(() => replica.setAside());
    },

    swapAside() {
      if (aside === undefined) return;
      [step, aside] = [aside, step];
      marks = [];
      onRead(step);
      team?.post(() => ({ type: 'swapAside' }));
      inOrder(() => replica.swapAside());
    },

    async readAside(): Promise<TrainingState | undefined> {
      const of = aside;
      return of === undefined ? undefined : { ...(await readWhole('aside')), step: of };
    },

    putAside(state) {
      aside = state.step;
      if (!team) return replica.putAside(state);
      // A message is a copy; this worker's turn may come after the caller has changed the arrays.
      const own = structuredClone(state);
      team.post(() => ({ type: 'putAside', state }));
      inOrder(() => replica.putAside(own));
    },

    async read(): Promise<TrainingState> {
      const of = step;
      return { ...(await readWhole('present')), step: of };
    },

    dispose() {
      team?.end();
    },
  };
}
