import { type ContenderName, threadsOf } from '../contenders';
import type { Size } from '../sizes';
import type { Contender } from './contender';
import type { PlainBackend } from './contenders/plainTfjs';

/** Loads the code of one contender only and prepares it for its first step. */
export async function startContender(name: ContenderName, size: Size): Promise<Contender> {
  switch (name) {
    case 'cloze-webgpu':
    case 'cloze-webgl': {
      const { startCloze } = await import('./contenders/cloze');
      return startCloze(name === 'cloze-webgpu' ? 'webgpu' : 'webgl', size);
    }
    case 'cloze-wasm-1':
    case 'cloze-wasm-2':
    case 'cloze-wasm-4': {
      const { startCloze } = await import('./contenders/cloze');
      return startCloze('wasm', size, threadsOf(name));
    }
    case 'plain-webgpu':
    case 'plain-webgl':
    case 'plain-wasm': {
      const { startPlainTfjs } = await import('./contenders/plainTfjs');
      return startPlainTfjs(name.slice('plain-'.length) as PlainBackend, size);
    }
    case 'nanogpt': {
      const { startNanoGpt } = await import('./contenders/nanogpt');
      return startNanoGpt(size);
    }
    case 'jax':
    case 'jax-wasm': {
      const { startJax } = await import('./contenders/jax');
      return startJax(name === 'jax' ? 'webgpu' : 'wasm', size);
    }
    case 'pytorch-1':
    case 'pytorch-2':
    case 'pytorch-4':
      throw new Error(`startContender: ${name} does not run in a browser`);
  }
}
