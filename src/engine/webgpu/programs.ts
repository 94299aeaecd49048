import type { Counts } from '../compiled/counts';
import type { Binding, Dispatch, Kernel } from './kernel';

const BUFFER_TYPE = { read: 'read-only-storage', write: 'storage', uniform: 'uniform' } as const;

/** A dispatch made ready: nothing is looked up or checked when it is replayed. */
export interface Recorded {
  readonly pipeline: GPUComputePipeline;
  readonly bindGroup: GPUBindGroup;
  readonly workgroups: Dispatch['workgroups'];
  readonly work: (counts: Counts) => number;
}

/** Compiles kernels, each code once for the device's life. */
export function createPrograms(device: GPUDevice) {
  const layouts = new Map<string, GPUBindGroupLayout>();
  const pipelines = new Map<string, GPUComputePipeline>();

  const layoutOf = (bindings: readonly Binding[]): GPUBindGroupLayout => {
    const name = bindings.map((b) => b.access).join();
    let layout = layouts.get(name);
    if (!layout) {
      layout = device.createBindGroupLayout({
        entries: bindings.map(({ access }, binding) => ({
          binding,
          visibility: GPUShaderStage.COMPUTE,
          buffer: { type: BUFFER_TYPE[access] },
        })),
      });
      layouts.set(name, layout);
    }
    return layout;
  };

  const descriptor = ({ label, code, bindings }: Kernel): GPUComputePipelineDescriptor => ({
    label,
    layout: device.createPipelineLayout({ bindGroupLayouts: [layoutOf(bindings)] }),
    compute: { module: device.createShaderModule({ label, code }), entryPoint: 'main' },
  });

  const pipelineOf = (kernel: Kernel): GPUComputePipeline => {
    let pipeline = pipelines.get(kernel.code);
    if (!pipeline) {
      pipeline = device.createComputePipeline(descriptor(kernel));
      pipelines.set(kernel.code, pipeline);
    }
    return pipeline;
  };

  return {
    /**
     * Compiles what is not compiled yet, all at once, and reports progress.
     * Throws the compiler's words where a kernel is wrong.
     */
    async prepare(
      kernels: readonly Kernel[],
      onProgress: (done: number, of: number) => void = () => {},
    ): Promise<void> {
      const missing = new Map(
        kernels.filter((k) => !pipelines.has(k.code)).map((k) => [k.code, k]),
      );
      let done = 0;
      await Promise.all(
        [...missing.values()].map(async (kernel) => {
          try {
            const pipeline = await device.createComputePipelineAsync(descriptor(kernel));
            pipelines.set(kernel.code, pipeline);
          } catch (error) {
            const reason = error instanceof Error ? error.message : String(error);
            throw new Error(`prepare: ${kernel.label}: ${reason}`, { cause: error });
          }
          done++;
          onProgress(done, missing.size);
        }),
      );
    },

    record(dispatch: Dispatch): Recorded {
      const { kernel, buffers, label } = dispatch;
      const entries = kernel.bindings.map(({ name }, binding) => {
        const resource = buffers[name];
        if (!resource) throw new Error(`record: ${label}: no buffer for ${name}`);
        return { binding, resource };
      });
      return {
        pipeline: pipelineOf(kernel),
        bindGroup: device.createBindGroup({ label, layout: layoutOf(kernel.bindings), entries }),
        workgroups: dispatch.workgroups,
        work: dispatch.work,
      };
    },
  };
}

export type Programs = ReturnType<typeof createPrograms>;

/** Replays dispatches in one pass: WebGPU keeps their order, and makes each see what came before. */
export function encode(
  encoder: GPUCommandEncoder,
  dispatches: readonly Recorded[],
  counts: Counts,
): void {
  const pass = encoder.beginComputePass();
  for (const { pipeline, bindGroup, workgroups } of dispatches) {
    const [x, y, z] = workgroups(counts);
    if (x * y * z === 0) continue;
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bindGroup);
    pass.dispatchWorkgroups(x, y, z);
  }
  pass.end();
}
