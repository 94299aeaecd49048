import { MATMUL_KERNELS, type MatmulKernel } from './matmulKernels';

/**
 * What a device can do: the fastest of a few large float32 matrix products in WGSL, by the clock. A step's share of
 * peak is a share of this, not of a number on a data sheet.
 */
export interface Peak {
  /** The adapter's own name */
  readonly device: string;
  /** 10⁹ operations a second; a multiply-add is two */
  readonly gflops: number;
  readonly kernel: string;
  /** N of the [N, N] matrices */
  readonly side: number;
}

const SIDES = [512, 2048, 4096];
/** In a shorter time, starting and waiting would count for too much. */
const LONG_ENOUGH_MS = 100;

interface Operands {
  readonly N: number;
  readonly values: Float32Array<ArrayBuffer>;
  readonly a: GPUBuffer;
  readonly c: GPUBuffer;
}

/** a and b are one matrix of values like weights: zeros are faster on a GPU, tiny values slower on a CPU. */
function makeOperands(device: GPUDevice, N: number): Operands {
  const values = Float32Array.from({ length: N * N }, (_, i) => ((i * 37) % 101) / 50 - 1);
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC;
  const make = () => device.createBuffer({ size: 4 * N * N, usage });
  const operands = { N, values, a: make(), c: make() };
  device.queue.writeBuffer(operands.a, 0, values);
  return operands;
}

/** Throws unless the last rows of c are right: a kernel that skips work would seem fast. */
async function check(device: GPUDevice, kernel: MatmulKernel, { N, values, c }: Operands) {
  const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
  const staging = device.createBuffer({ size: 4 * N, usage });
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(c, 4 * N * (N - 1), staging, 0, 4 * N);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  const row = new Float32Array(staging.getMappedRange().slice(0));
  staging.destroy();
  for (let j = 0; j < N; j += 7) {
    let sum = 0;
    for (let k = 0; k < N; k++) {
      sum += values[(N - 1) * N + k]! * values[kernel.transposed ? j * N + k : k * N + j]!;
    }
    if (Math.abs(row[j]! - sum) > 1e-4 * Math.sqrt(N)) {
      throw new Error(`matmulPeak: ${kernel.name} gives ${row[j]}, not ${sum}`);
    }
  }
}

/** A function that runs the kernel a number of times and returns ms a run. */
async function prepare(device: GPUDevice, kernel: MatmulKernel, operands: Operands) {
  const { N, a, c } = operands;
  const module = device.createShaderModule({ code: kernel.code(N) });
  const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } });
  const entries = [a, a, c].map((buffer, binding) => ({ binding, resource: { buffer } }));
  const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
  const run = async (times: number) => {
    const began = performance.now();
    for (let n = 0; n < times; n++) {
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(N / kernel.tile, N / kernel.tile);
      pass.end();
      device.queue.submit([encoder.finish()]);
    }
    await device.queue.onSubmittedWorkDone();
    return (performance.now() - began) / times;
  };
  await run(1); // the first run may still compile
  await check(device, kernel, operands);
  return { kernel, run, ms: await run(1) };
}

/** Prepares the products on `device`. Each call of the result times them again and returns the best. */
export async function preparePeak(device: GPUDevice): Promise<() => Promise<Peak>> {
  const { vendor, architecture, description } = device.adapterInfo;
  const name = [vendor, architecture, description].filter(Boolean).join(' ') || 'unnamed';
  for (const N of SIDES) {
    const operands = makeOperands(device, N);
    const runs = [];
    for (const kernel of MATMUL_KERNELS) runs.push(await prepare(device, kernel, operands));
    const best = Math.min(...runs.map(({ ms }) => ms));
    if (best < LONG_ENOUGH_MS / 10 && N !== SIDES.at(-1)) {
      operands.a.destroy();
      operands.c.destroy();
      continue; // too quick to time, as on any real GPU
    }
    const kept = runs.filter(({ ms }) => ms < 3 * best); // one timing is no more exact than that
    return async () => {
      let peak: Peak = { device: name, gflops: 0, kernel: '', side: N };
      for (const { kernel, run, ms } of kept) {
        const gflops = (2 * N ** 3) / (await run(Math.ceil(LONG_ENOUGH_MS / ms))) / 1e6;
        if (gflops > peak.gflops) peak = { ...peak, gflops, kernel: kernel.name };
      }
      return peak;
    };
  }
  throw new Error('preparePeak: no side to measure'); // only if SIDES were empty
}

/** A new device with room for large buffers. Throws if WebGPU offers none. */
export async function requestDevice(gpu: GPU | undefined): Promise<GPUDevice> {
  const adapter =
    (await gpu?.requestAdapter({ powerPreference: 'high-performance' })) ??
    (await gpu?.requestAdapter({ forceFallbackAdapter: true }));
  if (!adapter) throw new Error('requestDevice: WebGPU offers no adapter on this machine');
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  return adapter.requestDevice({ requiredLimits: { maxBufferSize, maxStorageBufferBindingSize } });
}
