import { fileURLToPath } from 'node:url';
import type { Size } from '../sizes';
import { output } from './processes';

const SCRIPT = fileURLToPath(new URL('../pytorch.py', import.meta.url));

export interface TorchStep {
  readonly name: string;
  readonly mode: 'eager' | 'compile';
  /** ms a step; undefined if it could not be measured */
  readonly wall?: number;
  readonly notMeasured?: string;
}

export interface TorchResult {
  /** Device and versions, in words */
  readonly device: string;
  readonly steps: readonly TorchStep[];
}

/** PyTorch on the same machine. Throws, with what to do, if it is not installed. */
export async function measureTorch(
  sizes: readonly Size[],
  rounds: number,
  seconds: number,
): Promise<TorchResult> {
  const python = process.env.PYTHON || 'python3';
  try {
    await output(python, ['-c', 'import torch'], { seconds: 120, quiet: true });
  } catch {
    throw new Error(
      `${python} has no PyTorch. Get it: python3 -m venv .venv && .venv/bin/pip install torch; ` +
        'then PYTHON=.venv/bin/python npm run bench -- --node',
    );
  }
  const text = await output(python, [SCRIPT, JSON.stringify({ sizes, rounds })], { seconds });
  return JSON.parse(text) as TorchResult;
}
