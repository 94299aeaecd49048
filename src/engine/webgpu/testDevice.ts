import { afterAll, afterEach, beforeEach, inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Set by the test project (vitest.config.ts) where a missing adapter is a failure. */
    adapterRequired: boolean;
  }
}

const KINDS: readonly GPUErrorFilter[] = ['validation', 'out-of-memory', 'internal'];

let shared: Promise<GPUDevice> | undefined;
const losses: string[] = [];
/** Devices of test files that have ended, whose loss is no fault */
const ended = new WeakSet<GPUDevice>();
const modules: GPUShaderModule[] = [];

/**
 * Errors are caught in scopes that are open all the time: an `uncapturederror` event comes at any time
 * later, in Firefox a tenth of a second, and would be blamed on another test.
 */
function openScopes(device: GPUDevice): void {
  for (const kind of KINDS) device.pushErrorScope(kind);
}

/** Limits are the defaults, so that a kernel that needs more fails here too; only buffers may be large. */
async function requestDevice(): Promise<GPUDevice> {
  if (!navigator.gpu) throw new Error('no navigator.gpu');
  const adapter = await navigator.gpu.requestAdapter();
  if (!adapter) throw new Error('navigator.gpu has no adapter');
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  const requiredLimits = { maxBufferSize, maxStorageBufferBindingSize };
  const device = await adapter.requestDevice({ requiredLimits });
  void device.lost.then(({ reason, message }) => {
    if (!ended.has(device)) losses.push(`device lost (${reason}): ${message}`);
  });
  const compile = device.createShaderModule.bind(device);
  device.createShaderModule = (descriptor) => {
    const module = compile(descriptor);
    modules.push(module);
    return module;
  };
  openScopes(device);
  return device;
}

/** What is wrong with these shaders: Firefox's errors do not say. */
async function compilerErrors(shaders: readonly GPUShaderModule[]): Promise<string[]> {
  const infos = await Promise.all(shaders.map((shader) => shader.getCompilationInfo()));
  const messages = infos.flatMap((info) => info.messages);
  return messages.filter(({ type }) => type === 'error').map(({ message }) => message.trim());
}

/** What the device has complained of since this was last asked: the first error of each kind. */
export async function takeErrors(device: GPUDevice): Promise<string[]> {
  const answers = KINDS.map(() => device.popErrorScope());
  openScopes(device);
  const shaders = modules.splice(0);
  const errors = (await Promise.all(answers)).flatMap((error) => error?.message.trim() ?? []);
  const details = errors.length > 0 ? await compilerErrors(shaders) : [];
  const unsaid = details.filter((detail) => !errors.some((error) => error.includes(detail)));
  return [...errors, ...unsaid, ...losses.splice(0)];
}

/** Throws what `takeErrors` finds. */
export async function throwErrors(device: GPUDevice): Promise<void> {
  const errors = await takeErrors(device);
  if (errors.length === 0) return;
  const error = new Error(`WebGPU: ${errors.join('\n')}`);
  // Vitest prints errors with the same stack once, and in Firefox a stack does not hold the message.
  error.stack = `${error}\n${error.stack}`;
  throw error;
}

/** Stands in for the device where all tests are skipped: only code outside of them can touch it. */
function absentDevice(reason: string): GPUDevice {
  const refuse = (): never => {
    throw new Error(`testDevice: ${reason}. Use the device only inside tests.`);
  };
  // A promise is resolved with it, which asks for `then`.
  return new Proxy({} as GPUDevice, { get: (_, name) => (name === 'then' ? undefined : refuse()) });
}

/**
 * The test file's one device, for `const device = await testDevice()` on its top level. Whatever the
 * device complains of fails the test in which it happened. Where there is no adapter, the file's tests
 * are skipped with the reason, or fail if the project requires one.
 */
export async function testDevice(): Promise<GPUDevice> {
  shared ??= requestDevice();
  try {
    const device = await shared;
    afterEach(() => throwErrors(device));
    // The next file may share this module.
    afterAll(() =>
      throwErrors(device).finally(() => {
        shared = undefined;
        ended.add(device);
        device.destroy();
      }),
    );
    return device;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (inject('adapterRequired')) throw new Error(`testDevice: ${reason}`, { cause: error });
    console.warn(`testDevice: ${reason}, so these tests are skipped.`);
    beforeEach(({ skip }) => skip(reason));
    return absentDevice(reason);
  }
}
