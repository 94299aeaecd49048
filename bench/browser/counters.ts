/**
 * Counts what any contender asks of the GPU, by wrapping the browser's own methods. Call `installCounters` before the
 * contender's code runs.
 */

export interface Counts {
  /** Compute dispatches (WebGPU) and draw calls (WebGL, one for each kernel) since the start */
  launches: number;
  /** Buffers created and not destroyed; one that is only dropped counts as alive */
  liveBuffers: number;
  liveBytes: number;
  /** Bytes of all WebAssembly memories that this worker ever had */
  wasmBytes: number;
}

export const counts: Counts = { launches: 0, liveBuffers: 0, liveBytes: 0, wasmBytes: 0 };

type Method = (this: unknown, ...args: never[]) => unknown;

/** Calls `note` with the arguments and the result of each call of `prototype[name]`. */
function observe<T extends object>(
  prototype: T | undefined,
  name: keyof T & string,
  note: (self: unknown, result: unknown) => void,
): void {
  if (!prototype) return; // this browser lacks the API
  const original = prototype[name] as Method;
  const observed: Method = function (...args) {
    const result = original.apply(this, args);
    note(this, result);
    return result;
  };
  Object.defineProperty(prototype, name, { value: observed, configurable: true, writable: true });
}

export function installCounters(): void {
  const scope = globalThis as Partial<typeof globalThis>;
  const launch = () => {
    counts.launches++;
  };
  observe(scope.GPUComputePassEncoder?.prototype, 'dispatchWorkgroups', launch);
  observe(scope.GPUComputePassEncoder?.prototype, 'dispatchWorkgroupsIndirect', launch);
  observe(scope.WebGL2RenderingContext?.prototype, 'drawElements', launch);
  observe(scope.WebGL2RenderingContext?.prototype, 'drawArrays', launch);

  const grown = new WeakMap<object, number>();
  observe(WebAssembly.Memory.prototype, 'grow', (memory) => {
    const { byteLength } = (memory as WebAssembly.Memory).buffer;
    counts.wasmBytes += byteLength - (grown.get(memory as object) ?? 0);
    grown.set(memory as object, byteLength);
  });

  const alive = new WeakSet<object>();
  observe(scope.GPUDevice?.prototype, 'createBuffer', (_, buffer) => {
    alive.add(buffer as GPUBuffer);
    counts.liveBuffers++;
    counts.liveBytes += (buffer as GPUBuffer).size;
  });
  observe(scope.GPUBuffer?.prototype, 'destroy', (buffer) => {
    if (!alive.delete(buffer as GPUBuffer)) return; // a second destroy is allowed
    counts.liveBuffers--;
    counts.liveBytes -= (buffer as GPUBuffer).size;
  });
}
