import type { BertConfig } from '../../model/config';
import type { Shard } from '../compiled/shard';
import type { TrainingState } from '../engine';
import type { ReplicaInput, Which } from './replica';

/** From the trainer's worker to one that helps it. */
export type HelperRequest =
  | {
      readonly type: 'begin';
      readonly module: WebAssembly.Module;
      readonly config: BertConfig;
      readonly state: TrainingState;
      readonly batchSize: number;
      readonly sequenceLength: number;
      readonly rank: number;
      /** To each other worker, by rank; undefined at the helper's own */
      readonly ports: readonly (MessagePort | undefined)[];
    }
  | { readonly type: 'step'; readonly shard: Shard; readonly input: ReplicaInput }
  | { readonly type: 'giveMoments'; readonly which: Which }
  | { readonly type: 'mark' | 'setAside' | 'swapAside' }
  | { readonly type: 'putAside'; readonly state: TrainingState }
  | { readonly type: 'restore'; readonly which: 'last' | 'previous' };

/** From a helper. */
export type HelperEvent =
  | { readonly type: 'here' }
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly reason: string };
