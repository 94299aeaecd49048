import { sentence } from '../base/words';
import { backendName } from '../config/choices';
import type { Backend } from '../config/settings';
import type { Engine, EngineFailure } from '../engine/engine';

/** An engine that can compute no more: what was trained on it can go on elsewhere, from where it was saved last. */
export class EngineLost extends Error {
  override readonly name = 'EngineLost';
  readonly backend: Backend;
  constructor(backend: Backend, { kind, reason }: Pick<EngineFailure, 'kind' | 'reason'>) {
    const name = backendName(backend);
    const what = {
      lost: `The ${name} device was lost: `,
      'out-of-memory': `The ${name} device ran out of memory: `,
      worker: 'One of the workers that train the model was lost: ',
      error: `The ${name} device reported an error: `,
    }[kind];
    super(sentence(what + reason));
    this.backend = backend;
  }
}

/**
 * A step fails before its device reports that it is lost, and a WebGL context that is lost gives zeros until it says so: in
 * this time it does, ms.
 */
const GRACE_MS = 300;

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const lossOf = ({ backend, failed }: Pick<Engine, 'backend' | 'failed'>): Promise<never> => {
  const loss = failed.then((failure) => {
    throw new EngineLost(backend, failure);
  });
  loss.catch(() => {}); // thrown where it is awaited
  return loss;
};

/** Throws where the engine fails soon: until then nobody knows whether what it has just computed is right. */
export async function trusted(engine: Pick<Engine, 'backend' | 'failed'>): Promise<void> {
  const isCpu = engine.backend === 'wasm' || engine.backend === 'cpu';
  await Promise.race([lossOf(engine), isCpu ? undefined : wait(GRACE_MS)]);
}

/**
 * Waits for work on an engine.
 *
 * @throws EngineLost where the engine fails meanwhile, or is the reason why the work has failed
 */
export async function onEngine<T>(
  engine: Pick<Engine, 'backend' | 'failed'>,
  work: Promise<T>,
): Promise<T> {
  const loss = lossOf(engine);
  try {
    return await Promise.race([work, loss]);
  } catch (error) {
    if (!(error instanceof EngineLost)) await Promise.race([loss, wait(GRACE_MS)]);
    throw error;
  }
}
