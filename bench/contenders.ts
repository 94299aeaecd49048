/** All contenders, by the names that `--only` takes. The others are compared with the first. */
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

/** The package of each peer (bench/package.json) that the page itself does not use. */
export const PEER_PACKAGES: Partial<Record<ContenderName, string>> = {
  nanogpt: '@genai-fi/nanogpt',
  jax: '@jax-js/jax',
  'jax-wasm': '@jax-js/jax',
};

/** How many workers or threads a contender has; undefined if its name does not say. */
export function threadsOf(name: ContenderName): number | undefined {
  const number = /-(\d+)$/.exec(name)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** The peak with which a contender's speed is compared, by what it runs on. */
export function peakOf(name: ContenderName): 'webgpu' | 'wasm' | undefined {
  if (name.includes('webgpu') || name === 'jax') return 'webgpu';
  return name.startsWith('cloze-wasm') ? 'wasm' : undefined;
}
