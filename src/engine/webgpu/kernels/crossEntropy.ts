import { logitStride } from '../../compiled/memory';
import { type Kernel, kernel, LINEAR_GROUP, linear, writes } from '../kernel';
import { DATA, STEP, STEP_STRUCT } from '../stepWgsl';

/** Rows of a workgroup whose invocations have one each: neighbours still run side by side. */
const ROWS_ALONE = 16;
const rowsPerGroup = (lanes: number) => (lanes === 1 ? ROWS_ALONE : 1);

export const crossEntropyWorkgroups = (blanks: number, lanes: number) =>
  linear(Math.ceil(blanks / rowsPerGroup(lanes)), 1);

/**
 * Softmax cross-entropy over the vocabulary, `lanes` invocations to each blank.
 * logits [M, stride] become in place their gradient, (softmax - one-hot) / M, with zeros in the
 * padding; losses [M] = -ln p(label), nats; predictions [M], the most probable token, the first of equals.
 */
export function crossEntropyKernel(vocabSize: number, lanes: number): Kernel {
  const stride = logitStride(vocabSize);
  const alone = lanes === 1;
  const loop = (body: string) =>
    `for (var i = lane; i < ${vocabSize}u; i += ${lanes}u) { ${body} }`;
  const combine = (body: string) =>
    alone ? '' : `for (var l = 1u; l < ${lanes}u; l++) { ${body} }`;
  const share = (statement: string) =>
    alone ? '' : `workgroupBarrier();\n  ${statement}\n  workgroupBarrier();`;
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
${alone ? '' : `var<workgroup> values: array<f32, ${lanes}>;\nvar<workgroup> places: array<u32, ${lanes}>;`}
@compute @workgroup_size(${alone ? ROWS_ALONE : lanes})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
        @builtin(local_invocation_index) local: u32) {
  ${alone ? `let lane = 0u;\n  let row = linearGroup(group, groups) * ${ROWS_ALONE}u + local;\n  if (row >= step.blanks) { return; }` : 'let lane = local;\n  let row = linearGroup(group, groups);'}
  let label = u32(data[step.labelsAt + row]);
  let start = row * ${stride}u;
  var most = -3e38;
  var best = 0u;
  ${loop('let x = logits[start + i]; if (x > most) { most = x; best = i; }')}
  ${share('values[lane] = most; places[lane] = best;')}
  ${alone ? '' : 'most = values[0]; best = places[0];'}
  ${combine('if (values[l] > most || (values[l] == most && places[l] < best)) { most = values[l]; best = places[l]; }')}
  var sum = 0.0;
  ${loop('sum += exp(logits[start + i] - most);')}
  ${share('values[lane] = sum;')}
  ${alone ? '' : 'sum = values[0];'}
  ${combine('sum += values[l];')}
  if (lane == 0u && row < step.blanks) {
    losses[row] = log(sum) - (logits[start + label] - most); // exact where all logits are large
    predictions[row] = best;
  }
  ${alone ? '' : 'storageBarrier(); // the label is read before it is overwritten'}
  if (row >= step.blanks) { return; }
  let scale = 1.0 / f32(step.blanks);
  for (var i = lane; i < ${stride}u; i += ${lanes}u) {
    let p = exp(logits[start + i] - most) / sum;
    logits[start + i] = select(0.0, (p - select(0.0, 1.0, i == label)) * scale, i < ${vocabSize}u);
  }
}`,
  );
}
