import { adamWKernel, adamWWorkgroups, finishKernel, gradientNormParts } from '../kernels/update';
import { type Context, constant, part, whole } from './context';

/** Statistics, the factor of clipping, and AdamW on the whole vector. */
export function addUpdate(context: Context): void {
  const { build, layout, buffers, state } = context;
  build.add(
    'statistics',
    finishKernel(),
    {
      parts: whole(state.normParts),
      losses: whole(buffers.losses),
      statistics: whole(state.statistics),
      clip: whole(state.clip),
    },
    () => [1, 1, 1],
    { uniforms: { shape: constant(gradientNormParts(layout.length), 0, 0, 0) } },
  );
  const P = layout.length;
  build.add(
    'AdamW',
    adamWKernel(),
    {
      gradients: part(buffers.gradients, 0, P),
      clip: whole(state.clip),
      decays: whole(state.decays),
      parameters: part(state.buffer, 0, P),
      firstMoment: part(state.buffer, P, P),
      secondMoment: part(state.buffer, 2 * P, P),
    },
    () => adamWWorkgroups(P),
    { uniforms: { shape: constant(P / 4, 0, 0, 0) } },
  );
}
