/** What one dispatch took, and whose it was. */
export interface TimedDispatch {
  readonly bindGroup: GPUBindGroup;
  readonly milliseconds: number;
}

/** WebGPU's limit for one query set; a dispatch takes two. */
const MOST_QUERIES = 4096;
const QUERY_BYTES = 8;

/** `navigator.gpu`, but its devices have timestamps where the adapter offers them. */
export function withTimestamps(gpu: GPU): GPU {
  const requestAdapter = async (options?: GPURequestAdapterOptions) => {
    const adapter = await gpu.requestAdapter(options);
    if (!adapter?.features.has('timestamp-query')) return adapter;
    const requestDevice = adapter.requestDevice.bind(adapter);
    adapter.requestDevice = (wanted) =>
      requestDevice({ ...wanted, requiredFeatures: ['timestamp-query'] });
    return adapter;
  };
  return { requestAdapter } as GPU;
}

/**
 * Times each dispatch from now on: it gets a pass of its own, as WebGPU takes timestamps only between passes. undefined
 * where the device has no timestamps.
 */
export function startDispatchClock(device: GPUDevice) {
  if (!device.features.has('timestamp-query')) return undefined;
  const querySet = device.createQuerySet({ type: 'timestamp', count: MOST_QUERIES });
  const createEncoder = device.createCommandEncoder.bind(device);
  const groups: GPUBindGroup[] = [];

  const timedPass = (begin: GPUCommandEncoder['beginComputePass']) => {
    let pipeline: GPUComputePipeline;
    let bindGroup: GPUBindGroup;
    const pass = {
      setPipeline(next: GPUComputePipeline) {
        pipeline = next;
      },
      setBindGroup(_: number, next: GPUBindGroup) {
        bindGroup = next;
      },
      dispatchWorkgroups(x: number, y?: number, z?: number) {
        const first = 2 * groups.length;
        if (first === MOST_QUERIES) throw new RangeError('more dispatches than can be timed');
        const real = begin({
          timestampWrites: {
            querySet,
            beginningOfPassWriteIndex: first,
            endOfPassWriteIndex: first + 1,
          },
        });
        real.setPipeline(pipeline);
        real.setBindGroup(0, bindGroup);
        real.dispatchWorkgroups(x, y, z);
        real.end();
        groups.push(bindGroup);
      },
      end() {},
    };
    return pass as unknown as GPUComputePassEncoder;
  };

  device.createCommandEncoder = (descriptor) => {
    const encoder = createEncoder(descriptor);
    const begin = encoder.beginComputePass.bind(encoder);
    encoder.beginComputePass = () => timedPass(begin);
    return encoder;
  };

  return {
    /** What has been dispatched since the last read, in order; waits for it. */
    async read(): Promise<TimedDispatch[]> {
      const of = groups.splice(0);
      if (of.length === 0) return [];
      const size = 2 * of.length * QUERY_BYTES;
      const { QUERY_RESOLVE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
      const resolved = device.createBuffer({ size, usage: QUERY_RESOLVE | COPY_SRC });
      const staging = device.createBuffer({ size, usage: MAP_READ | COPY_DST });
      const encoder = createEncoder();
      encoder.resolveQuerySet(querySet, 0, 2 * of.length, resolved, 0);
      encoder.copyBufferToBuffer(resolved, 0, staging, 0, size);
      device.queue.submit([encoder.finish()]);
      await staging.mapAsync(GPUMapMode.READ);
      const times = new BigUint64Array(staging.getMappedRange().slice(0)); // ns
      resolved.destroy();
      staging.destroy();
      return of.map((bindGroup, i) => ({
        bindGroup,
        milliseconds: Number(times[2 * i + 1]! - times[2 * i]!) / 1e6,
      }));
    },
    stop() {
      device.createCommandEncoder = createEncoder;
      querySet.destroy();
    },
  };
}

export type DispatchClock = NonNullable<ReturnType<typeof startDispatchClock>>;
