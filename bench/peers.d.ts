/**
 * The parts of the peers' types that the benchmark uses, so that types can be checked where the peers are not
 * installed.
 */
declare module '@genai-fi/nanogpt' {
  type Tensor = import('@tensorflow/tfjs-core').Tensor;

  interface AdamWConfig {
    learningRate: number;
    beta1: number;
    beta2: number;
    epsilon: number;
    weightDecay: number;
    lossScaling: number;
    clipNorm: number;
    warmupSteps: number;
    decayEpochs: number;
    epochSteps: number;
    minLearningRate: number;
  }

  interface LogEntry {
    step: number;
    time: number;
    batchSize: number;
    duration: number;
    totalTokens: number;
    tokensPerSecond: number;
    trainingMetrics: { loss: number };
  }

  class Optimizer {
    constructor(config: AdamWConfig);
  }

  interface Llm {
    readonly model: { readonly lossScaling: number };
    readonly training: {
      restore(
        options: AdamWConfig & { method: { type: 'pretraining' }; batchSize: number },
        log: LogEntry[],
        optimizer: Optimizer,
        datasets: { id: string; name: string }[],
      ): {
        readonly trainer: {
          /** One step of its training loop; protected in its own types, but public at run time. */
          trainStep(state: object, batch: { xs: Tensor; ys: Tensor }): Tensor;
        };
      };
    };
    on(event: 'error', listener: (error: Error) => void): void;
    on(event: 'loaded', listener: () => void): void;
  }

  export const TeachableLLM: {
    selectBackend(backend: 'webgpu'): Promise<void>;
    create(
      tokeniser: 'char',
      config: {
        modelType: 'GenAI_NanoGPT_v2';
        vocabSize: number;
        blockSize: number;
        nLayer: number;
        nHead: number;
        nEmbed: number;
        mlpFactor: number;
      },
    ): Llm;
  };
  export const training: { AdamWOptimizer: typeof Optimizer };
}

declare module '@jax-js/jax' {
  type Like = JaxArray | number;
  type DType = { readonly __dtype: unique symbol };

  class JaxArray {
    readonly ref: this;
    dispose(): void;
    data(): Promise<Float32Array | Int32Array>;
    add(other: Like): JaxArray;
    sub(other: Like): JaxArray;
    mul(other: Like): JaxArray;
    div(other: Like): JaxArray;
    reshape(shape: number[]): JaxArray;
    slice(index: number): JaxArray;
  }

  export { type JaxArray as Array };

  export const numpy: {
    readonly int32: DType;
    array(
      values: Float32Array | Int32Array,
      options?: { shape?: number[]; dtype?: DType },
    ): JaxArray;
    zeros(shape: number[]): JaxArray;
    matmul(a: JaxArray, b: JaxArray): JaxArray;
    transpose(a: JaxArray, axes?: number[]): JaxArray;
    take(a: JaxArray, indices: Like, axis: number): JaxArray;
    sum(a: JaxArray): JaxArray;
    sqrt(a: JaxArray): JaxArray;
    square(a: JaxArray): JaxArray;
  };
  export const nn: {
    standardize(x: JaxArray, axis: number, options: { epsilon: number }): JaxArray;
    gelu(x: JaxArray, options: { approximate: boolean }): JaxArray;
    softmax(x: JaxArray, axis: number): JaxArray;
    logSoftmax(x: JaxArray, axis: number): JaxArray;
    oneHot(x: JaxArray, classes: number): JaxArray;
  };
  export const tree: {
    ref<T>(value: T): T;
    dispose(value: unknown): void;
  };
  export function init(...devices: ('webgpu' | 'wasm')[]): Promise<string[]>;
  export function defaultDevice(device: 'webgpu' | 'wasm'): string;
  export function jit<A extends unknown[], R>(f: (...args: A) => R): (...args: A) => R;
  export function valueAndGrad<P, A extends unknown[]>(
    f: (parameters: P, ...args: A) => JaxArray,
  ): (parameters: P, ...args: A) => [JaxArray, P];
}
