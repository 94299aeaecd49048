import { startWasmEngine } from '../src/engine/wasm/engine';
import type { BertConfig } from '../src/model/config';
import { parameterLayout } from '../src/model/layout';

/** The page's own WebAssembly engine, in Node: one worker, the same numbers everywhere. */
export const engine = await startWasmEngine();

/** A state before the first step. */
export function stateOf(config: BertConfig, parameters: Float32Array) {
  const { length } = parameterLayout(config);
  const [firstMoment, secondMoment] = [new Float32Array(length), new Float32Array(length)];
  return { parameters, firstMoment, secondMoment, step: 0 };
}
