import type { ContenderName } from '../contenders';
import type { Size } from '../sizes';
import type { Contender } from './contender';

/** Loads a contender's code, and nobody else's, and readies it for its first step. */
export async function startContender(name: ContenderName, size: Size): Promise<Contender> {
  switch (name) {
    case 'cloze-webgpu':
    case 'cloze-webgl': {
      const { startCloze } = await import('./contenders/cloze');
      return startCloze(name === 'cloze-webgpu' ? 'webgpu' : 'webgl', size);
    }
    case 'plain-webgpu':
    case 'plain-webgl': {
      const { startPlainTfjs } = await import('./contenders/plainTfjs');
      return startPlainTfjs(name === 'plain-webgpu' ? 'webgpu' : 'webgl', size);
    }
    case 'nanogpt': {
      const { startNanoGpt } = await import('./contenders/nanogpt');
      return startNanoGpt(size);
    }
    case 'jax': {
      const { startJax } = await import('./contenders/jax');
      return startJax(size);
    }
  }
}
