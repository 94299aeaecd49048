import * as tf from '@tensorflow/tfjs';
import { LEARNING_RATE, type Size } from '../../sizes';
import type { Contender } from '../contender';
import { countKernels } from './kernels';
import { initialTensors } from './parameters';

/** After softmax, a score this low leaves nothing of a hidden token. */
const HIDDEN = -1e9;

/** LayerNorm with tf.moments, as in most TensorFlow.js code. */
function layerNorm(x: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor): tf.Tensor {
  const { mean, variance } = tf.moments(x, -1, true);
  return tf.add(tf.mul(tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-12))), weight), bias);
}

export type PlainBackend = 'webgpu' | 'webgl' | 'wasm';

/** The stock WASM backend with SIMD, without threads, whose workers break when minified. */
async function importWasm(): Promise<void> {
  const [wasm, simd] = await Promise.all([
    import('@tensorflow/tfjs-backend-wasm'),
    import('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'),
  ]);
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  wasm.setWasmPaths({
    'tfjs-backend-wasm.wasm': simd.default,
    'tfjs-backend-wasm-simd.wasm': simd.default,
    'tfjs-backend-wasm-threaded-simd.wasm': simd.default,
  });
  tf.registerKernel({
    kernelName: 'UnsortedSegmentSum',
    backendName: 'wasm',
    kernelFunc: unsortedSegmentSum,
  });
}

/** The one kernel that a gather's gradient needs and the WASM backend lacks, written in JavaScript. */
const unsortedSegmentSum: tf.KernelFunc = ({ inputs, attrs, backend }) => {
  const { x, segmentIds } = inputs as Record<string, tf.TensorInfo>;
  const wasm = backend as unknown as {
    typedArrayFromHeap(info: tf.TensorInfo): Float32Array | Int32Array;
    makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo;
  };
  const width = x!.shape.slice(segmentIds!.shape.length).reduce((a, b) => a * b, 1);
  const out = wasm.makeOutput([attrs!.numSegments as number, width], 'float32');
  const [from, ids] = [wasm.typedArrayFromHeap(x!), wasm.typedArrayFromHeap(segmentIds!)];
  const sums = wasm.typedArrayFromHeap(out).fill(0);
  for (let row = 0; row < ids.length; row++) {
    const to = ids[row]! * width;
    for (let i = 0; i < width; i++) sums[to + i]! += from[row * width + i]!;
  }
  return out;
};

/** Exact GELU, x Φ(x). */
function gelu(x: tf.Tensor): tf.Tensor {
  return tf.mul(tf.mul(x, 0.5), tf.add(1, tf.erf(tf.mul(x, Math.SQRT1_2))));
}

/**
 * The same BertForMaskedLM in ordinary TensorFlow.js: public ops, its own gradients, `tf.train.adam`.
 * Nothing is fused by hand, and nothing is slow on purpose. `tf.train.adam` has no weight decay and no clipping, so a
 * step does less than Cloze's.
 */
export async function startPlainTfjs(backend: PlainBackend, size: Size): Promise<Contender> {
  if (backend === 'webgpu') await import('@tensorflow/tfjs-backend-webgpu');
  else if (backend === 'webgl') await import('@tensorflow/tfjs-backend-webgl');
  else await importWasm();
  const accepted = await tf.setBackend(backend);
  await tf.ready();
  if (!accepted || tf.getBackend() !== backend) {
    throw new Error(`TensorFlow.js would not start its ${backend} backend`);
  }

  const { V, D, L, H, T, B, M } = size;
  const K = D / H;
  const variables = new Map(
    initialTensors(size).map(({ name, shape, values }) => [
      name,
      tf.variable(tf.tensor(values, shape), true, name),
    ]),
  );
  const get = (name: string) => variables.get(name)!;
  const dense = (x: tf.Tensor, name: string) =>
    tf.add(tf.matMul(x as tf.Tensor2D, get(`${name}.weight`), false, true), get(`${name}.bias`));
  const norm = (x: tf.Tensor, name: string) =>
    layerNorm(x, get(`${name}.weight`), get(`${name}.bias`));

  const attention = (x: tf.Tensor, layer: string, mask: tf.Tensor) => {
    const heads = (name: string) => {
      const projected = tf.reshape(dense(x, `${layer}.attention.self.${name}`), [B, T, H, K]);
      return tf.transpose(projected, [0, 2, 1, 3]);
    };
    const scores = tf.matMul(heads('query'), heads('key'), false, true); // [B, H, T, T]
    const p = tf.softmax(tf.add(tf.mul(scores, 1 / Math.sqrt(K)), mask));
    const mixed = tf.transpose(tf.matMul(p, heads('value')), [0, 2, 1, 3]);
    return dense(tf.reshape(mixed, [B * T, D]), `${layer}.attention.output.dense`);
  };

  const encode = (ids: tf.Tensor, mask: tf.Tensor) => {
    const words = tf.gather(get('bert.embeddings.word_embeddings.weight'), ids); // [B, T, D]
    const positions = get('bert.embeddings.position_embeddings.weight'); // [T, D]
    const types = tf.slice(get('bert.embeddings.token_type_embeddings.weight'), [0, 0], [1, D]);
    const sum = tf.add(tf.add(words, positions), types);
    let x = norm(tf.reshape(sum, [B * T, D]), 'bert.embeddings.LayerNorm');
    for (let l = 0; l < L; l++) {
      const layer = `bert.encoder.layer.${l}`;
      x = norm(tf.add(attention(x, layer, mask), x), `${layer}.attention.output.LayerNorm`);
      const inner = gelu(dense(x, `${layer}.intermediate.dense`));
      x = norm(tf.add(dense(inner, `${layer}.output.dense`), x), `${layer}.output.LayerNorm`);
    }
    return x;
  };

  const predict = (hidden: tf.Tensor, places: tf.Tensor1D) => {
    const transform = 'cls.predictions.transform';
    const rows = tf.gather(hidden, places); // [M, D]
    const h = norm(gelu(dense(rows, `${transform}.dense`)), `${transform}.LayerNorm`);
    const decoder = get('bert.embeddings.word_embeddings.weight');
    return tf.add(tf.matMul(h, decoder, false, true), get('cls.predictions.bias')); // [M, V]
  };

  // The default epsilon is 1e-4 on WebGL, which TensorFlow.js takes to be 16-bit.
  const optimizer = tf.train.adam(LEARNING_RATE, 0.9, 0.999, 1e-8);
  let last: tf.Scalar | undefined;
  return {
    device: tf.getBackend(),
    kernels: countKernels(backend),
    step(batch) {
      last?.dispose();
      last = tf.tidy(() => {
        const ids = tf.tensor2d(batch.inputIds, [B, T], 'int32');
        const padding = tf.tensor(batch.attentionMask, [B, 1, 1, T], 'float32');
        const mask = tf.mul(tf.sub(1, padding), HIDDEN);
        const places = tf.tensor1d(batch.positions, 'int32');
        const labels = tf.oneHot(tf.tensor1d(batch.labels, 'int32'), V);
        const loss = () =>
          tf.losses.softmaxCrossEntropy(
            tf.reshape(labels, [M, V]),
            predict(encode(ids, mask), places),
          ) as tf.Scalar;
        return optimizer.minimize(loss, true)!;
      });
    },
    async sync() {
      return (await last!.data())[0]!;
    },
  };
}
