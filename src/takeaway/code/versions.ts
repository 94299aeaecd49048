/** Versions that `npm run parity` has run the scripts with. */
export const VERSIONS = {
  torch: '2.13.0',
  transformers: '5.18.0',
  accelerate: '1.15.0',
  tokenizers: '0.23.2',
  safetensors: '0.8.0',
  keras: '3.15.1',
  tensorflow: '2.21.0',
  onnxruntime: '1.30.0',
  numpy: '2.4.6',
  transformersJs: '4.3.1',
  tfjs: '4.22.0',
  tokenizersJs: '0.2.0',
} as const;
