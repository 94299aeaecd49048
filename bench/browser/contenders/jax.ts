import type { Array as JaxArray } from '@jax-js/jax';
import { LEARNING_RATE, type Size } from '../../sizes';
import type { Contender } from '../contender';
import { initialTensors } from './parameters';

type Tree = Record<string, JaxArray>;

/**
 * The same BertForMaskedLM in jax-js, the whole step (loss, gradients, Adam) under one `jit` on one
 * of its devices. Its optax is not on npm, so Adam is written out here. Passing an array on gives it away, so every
 * use but the last takes `.ref`.
 */
export async function startJax(device: 'webgpu' | 'wasm', size: Size): Promise<Contender> {
  const jax = await import('@jax-js/jax');
  const { numpy: np, nn, jit, valueAndGrad, init, defaultDevice } = jax;
  const started = await init(device);
  if (!started.includes(device)) throw new Error(`jax-js would not start its ${device} device`);
  defaultDevice(device);
  const { V, D, L, H, T, B, M } = size;
  const K = D / H;

  const int32 = (values: Int32Array) => np.array(values, { dtype: np.int32 });
  const dense = (p: Tree, x: JaxArray, name: string) =>
    np.matmul(x, np.transpose(p[`${name}.weight`]!.ref)).add(p[`${name}.bias`]!.ref);
  const layerNorm = (p: Tree, x: JaxArray, name: string) =>
    nn
      .standardize(x, -1, { epsilon: 1e-12 })
      .mul(p[`${name}.weight`]!.ref)
      .add(p[`${name}.bias`]!.ref);
  const gelu = (x: JaxArray) => nn.gelu(x, { approximate: false });

  const attention = (p: Tree, x: JaxArray, layer: string, mask: JaxArray) => {
    const heads = (name: string) =>
      np.transpose(
        dense(p, x.ref, `${layer}.attention.self.${name}`).reshape([B, T, H, K]),
        [0, 2, 1, 3],
      );
    const keys = np.transpose(heads('key'), [0, 1, 3, 2]);
    const scores = np.matmul(heads('query'), keys).mul(1 / Math.sqrt(K));
    const probabilities = nn.softmax(scores.add(mask.ref), -1);
    const mixed = np.transpose(np.matmul(probabilities, heads('value')), [0, 2, 1, 3]);
    x.dispose();
    return dense(p, mixed.reshape([B * T, D]), `${layer}.attention.output.dense`);
  };

  /**
   * Takes ownership of p and the batch. `one` is 1, but the compiler cannot know that: jax-js 0.1.25 fails when a
   * gather's gradient is a mere view ("scatter input is not imm"), and multiplying by `one` makes it a value.
   */
  const lossOf = (
    p: Tree,
    ids: JaxArray,
    mask: JaxArray,
    places: JaxArray,
    labels: JaxArray,
    one: JaxArray,
  ) => {
    const table = p['bert.embeddings.word_embeddings.weight']!;
    const words = np.take(table.ref, ids, 0).mul(one.ref); // [B·T, D]
    const positions = p['bert.embeddings.position_embeddings.weight']!.ref;
    const types = p['bert.embeddings.token_type_embeddings.weight']!.ref.slice(0); // [D]
    const sum = words
      .reshape([B, T, D])
      .add(positions)
      .add(types)
      .reshape([B * T, D]);
    let x = layerNorm(p, sum, 'bert.embeddings.LayerNorm');
    for (let l = 0; l < L; l++) {
      const layer = `bert.encoder.layer.${l}`;
      const attended = attention(p, x.ref, layer, mask).add(x);
      x = layerNorm(p, attended, `${layer}.attention.output.LayerNorm`);
      const inner = gelu(dense(p, x.ref, `${layer}.intermediate.dense`));
      x = layerNorm(
        p,
        dense(p, inner, `${layer}.output.dense`).add(x),
        `${layer}.output.LayerNorm`,
      );
    }
    const transform = 'cls.predictions.transform';
    const rows = np.take(x, places, 0).mul(one); // [M, D]
    const h = layerNorm(p, gelu(dense(p, rows, `${transform}.dense`)), `${transform}.LayerNorm`);
    const decoder = np.transpose(table.ref);
    const logits = np.matmul(h, decoder).add(p['cls.predictions.bias']!.ref); // [M, V]
    const picked = nn.logSoftmax(logits, -1).mul(nn.oneHot(labels, V)); // [M, V], one 1 in each row
    mask.dispose();
    jax.tree.dispose(p);
    return np.sum(picked).mul(-1 / M);
  };

  /** One step; c1 and c2 are Adam's 1 / (1 - β₁ᵗ) and 1 / (1 - β₂ᵗ). */
  const update = jit(
    (
      p: Tree,
      first: Tree,
      second: Tree,
      c1: JaxArray,
      c2: JaxArray,
      ids: JaxArray,
      mask: JaxArray,
      places: JaxArray,
      labels: JaxArray,
      one: JaxArray,
    ) => {
      const parameters = jax.tree.ref(p);
      const [loss, gradients] = valueAndGrad(lossOf)(parameters, ids, mask, places, labels, one);
      const next = { p: {} as Tree, first: {} as Tree, second: {} as Tree };
      for (const [name, g] of Object.entries(gradients)) {
        const m = first[name]!.mul(0.9).add(g.ref.mul(0.1));
        const v = second[name]!.mul(0.999).add(np.square(g).mul(0.001));
        const size = np.sqrt(v.ref.mul(c2.ref)).add(1e-8);
        next.p[name] = p[name]!.sub(m.ref.mul(c1.ref).div(size).mul(LEARNING_RATE));
        next.first[name] = m;
        next.second[name] = v;
      }
      jax.tree.dispose([c1, c2]);
      return [loss, next.p, next.first, next.second] as [JaxArray, Tree, Tree, Tree];
    },
  );

  let p: Tree = {};
  let first: Tree = {};
  let second: Tree = {};
  for (const { name, shape, values } of initialTensors(size)) {
    p[name] = np.array(values, { shape });
    first[name] = np.zeros(shape);
    second[name] = np.zeros(shape);
  }
  let last: JaxArray | undefined;
  let steps = 0;
  const scalar = (value: number) => np.array(new Float32Array([value]));
  return {
    device,
    step(batch) {
      last?.dispose();
      steps++;
      const padding = Float32Array.from(batch.attentionMask, (real) => (real ? 0 : -1e9));
      [last, p, first, second] = update(
        p,
        first,
        second,
        scalar(1 / (1 - 0.9 ** steps)),
        scalar(1 / (1 - 0.999 ** steps)),
        int32(batch.inputIds),
        np.array(padding, { shape: [B, 1, 1, T] }),
        int32(batch.positions),
        int32(batch.labels),
        scalar(1),
      );
    },
    async sync() {
      return (await last!.ref.data())[0]!;
    },
  };
}
