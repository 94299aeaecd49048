/**
 * The compiled kernels and their arguments. Addresses are in bytes, counts in floats or rows; see the
 * kernels' own docstrings.
 */
type Call = (...numbers: number[]) => void;

export interface Kernels {
  readonly add: Call;
  readonly adamW: Call;
  readonly addTokenRows: Call;
  readonly attention: Call;
  readonly attentionAtBlanks: Call;
  readonly attentionAtBlanksGradient: Call;
  readonly attentionGradient: Call;
  readonly DATA_END: WebAssembly.Global;
  readonly clear: Call;
  readonly columnSums: Call;
  readonly copy: Call;
  readonly crossEntropy: Call;
  readonly dropoutRows: Call;
  readonly embed: Call;
  readonly gelu: Call;
  readonly gemm: Call;
  readonly layerNorm: Call;
  readonly layerNormGradient: Call;
  readonly multiply: Call;
  readonly sumOfSquares: (address: number, count: number) => number;
  readonly sumPositions: Call;
  readonly takeRows: Call;
}

/** The kernels on a memory. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  const { exports } = new WebAssembly.Instance(module, {
    env: { memory },
    crossEntropy: { log: Math.log },
  });
  return exports as unknown as Kernels;
}
