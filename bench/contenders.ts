/** Who is measured, by the name that `--only` takes; the first is what the others are compared with. */
export const CONTENDERS = {
  'cloze-webgpu': 'cloze webgpu',
  'plain-webgpu': 'plain tfjs webgpu',
  'plain-webgl': 'plain tfjs webgl',
  'cloze-webgl': 'cloze webgl',
  nanogpt: '@genai-fi/nanogpt',
  jax: '@jax-js/jax',
} as const;

export type ContenderName = keyof typeof CONTENDERS;

export const CONTENDER_NAMES = Object.keys(CONTENDERS) as ContenderName[];

/** The package each peer comes from (bench/package.json), where it is not the page's own. */
export const PEER_PACKAGES: Partial<Record<ContenderName, string>> = {
  nanogpt: '@genai-fi/nanogpt',
  jax: '@jax-js/jax',
};
