import { type Kernel, kernel, LINEAR_GROUP, writes } from '../kernel';
import { DATA, STEP, STEP_STRUCT } from '../stepData';

/** Floats from one row of logits to the next: V rounded up, so that rows can be read by fours. */
export const logitStride = (vocabSize: number) => Math.ceil(vocabSize / 4) * 4;

/**
 * Softmax cross-entropy over the vocabulary, one workgroup of `lanes` invocations a blank.
 * logits [M, stride] become in place their gradient, (softmax - one-hot) / M, with zeros in the
 * padding; losses [M] = -ln p(label), nats; predictions [M], the most probable token, the first of equals.
 */
export function crossEntropyKernel(vocabSize: number, lanes: number): Kernel {
  const stride = logitStride(vocabSize);
  const loop = (body: string) =>
    `for (var i = local; i < ${vocabSize}u; i += ${lanes}u) { ${body} }`;
  const combine = (body: string) =>
    lanes === 1 ? '' : `for (var l = 1u; l < ${lanes}u; l++) { ${body} }`;
  const share = (statement: string) =>
    lanes === 1 ? statement : `workgroupBarrier();\n  ${statement}\n  workgroupBarrier();`;
  return kernel(
    'cross entropy',
    [
      STEP,
      DATA,
      writes('logits', 'array<f32>'),
      writes('losses', 'array<f32>'),
      writes('predictions', 'array<u32>'),
    ],
    `${STEP_STRUCT}${LINEAR_GROUP}
var<workgroup> values: array<f32, ${lanes}>;
var<workgroup> places: array<u32, ${lanes}>;
@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
        @builtin(local_invocation_index) local: u32) {
  let row = linearGroup(group, groups);
  let label = u32(data[step.labelsAt + row]);
  let start = row * ${stride}u;
  var most = -3e38;
  var best = 0u;
  ${loop('let x = logits[start + i]; if (x > most) { most = x; best = i; }')}
  ${share('values[local] = most; places[local] = best;')}
  most = values[0];
  best = places[0];
  ${combine('if (values[l] > most || (values[l] == most && places[l] < best)) { most = values[l]; best = places[l]; }')}
  var sum = 0.0;
  ${loop('sum += exp(logits[start + i] - most);')}
  ${share('values[local] = sum;')}
  sum = values[0];
  ${combine('sum += values[l];')}
  if (local == 0u && row < step.blanks) {
    losses[row] = log(sum) - (logits[start + label] - most); // exact where all logits are large
    predictions[row] = best;
  }
  ${lanes === 1 ? '' : 'storageBarrier(); // the label is read before it is overwritten'}
  if (row >= step.blanks) { return; }
  let scale = 1.0 / f32(step.blanks);
  for (var i = local; i < ${stride}u; i += ${lanes}u) {
    let p = exp(logits[start + i] - most) / sum;
    logits[start + i] = select(0.0, (p - select(0.0, 1.0, i == label)) * scale, i < ${vocabSize}u);
  }
}`,
  );
}
