/** Who is measured, by the name that `--only` takes; the first is what the others are compared with. */
export const CONTENDERS = {
  'cloze-webgpu': 'cloze webgpu',
  'plain-webgpu': 'plain tfjs webgpu',
  'plain-webgl': 'plain tfjs webgl',
  'cloze-webgl': 'cloze webgl',
  nanogpt: '@genai-fi/nanogpt',
  jax: '@jax-js/jax',
  'cloze-wasm-1': 'cloze wasm, 1 worker',
  'cloze-wasm-2': 'cloze wasm, 2 workers',
  'cloze-wasm-4': 'cloze wasm, 4 workers',
  'plain-wasm': 'plain tfjs wasm',
  'jax-wasm': '@jax-js/jax wasm',
  'pytorch-1': 'PyTorch CPU, 1 thread',
  'pytorch-2': 'PyTorch CPU, 2 threads',
  'pytorch-4': 'PyTorch CPU, 4 threads',
} as const;

export type ContenderName = keyof typeof CONTENDERS;

export const CONTENDER_NAMES = Object.keys(CONTENDERS) as ContenderName[];

/** The package each peer comes from (bench/package.json), where it is not the page's own. */
export const PEER_PACKAGES: Partial<Record<ContenderName, string>> = {
  nanogpt: '@genai-fi/nanogpt',
  jax: '@jax-js/jax',
  'jax-wasm': '@jax-js/jax',
};

/** Workers or threads of a contender that has a number of them; undefined for all others. */
export function threadsOf(name: ContenderName): number | undefined {
  const number = /-(\d+)$/.exec(name)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** What a contender's arithmetic runs on, and so which peak it is held against. */
export function peakOf(name: ContenderName): 'webgpu' | 'wasm' | undefined {
  if (name.includes('webgpu') || name === 'jax') return 'webgpu';
  return name.startsWith('cloze-wasm') ? 'wasm' : undefined;
}
