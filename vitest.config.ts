import type { LaunchOptions } from 'puppeteer-core';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { browserProvider } from './scripts/browserProvider.mjs';
import { findChromium, LAUNCH_ARGS } from './scripts/chromium.mjs';
import { dawnEnvironment } from './scripts/dawn.mjs';
import { FIREFOX_PREFS, findFirefox } from './scripts/firefox.mjs';
import { wasmKernels } from './scripts/wasmKernels.mjs';

/** Tests of GPU kernels: they run in Node and in each browser that is here. */
const KERNELS = 'src/**/*.gpu.test.ts';
/** Tests that need what only a browser has: workers, and a page for components. */
const IN_BROWSER = 'src/**/*.browser.test.{ts,tsx}';
/** Tests for each kind of WebAssembly: Node has plain SIMD only. */
const WASM_KERNELS = 'src/engine/wasm/kernels.test.ts';
/** No test is decided by how fast the machine is: this ends one that hangs. */
const TIMEOUT_MS = 300_000;

const vulkan = dawnEnvironment();
const chromium = findChromium();
const firefox = findFirefox();

const unit: TestProjectInlineConfiguration = {
  extends: './vite.config.ts',
  test: {
    name: 'unit',
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs', 'bench/**/*.test.ts'],
    exclude: [KERNELS, IN_BROWSER],
    environment: 'node',
    pool: 'threads',
    testTimeout: TIMEOUT_MS,
    hookTimeout: TIMEOUT_MS,
  },
};

const dawn: TestProjectInlineConfiguration = {
  plugins: [wasmKernels()],
  test: {
    name: 'dawn',
    include: [KERNELS],
    setupFiles: ['./scripts/dawnGlobals.mjs'],
    pool: 'forks', // A thread has no environment of its own, and does not crash alone.
    env: vulkan ?? {},
    provide: { adapterRequired: vulkan !== undefined },
    testTimeout: TIMEOUT_MS,
    hookTimeout: TIMEOUT_MS,
  },
};

function inBrowser(
  name: string,
  launch: LaunchOptions,
  { adapterRequired, groupOrder }: { adapterRequired: boolean; groupOrder: number },
): TestProjectInlineConfiguration {
  return {
    plugins: [wasmKernels()],
    worker: { format: 'es', plugins: () => [wasmKernels()] },
    test: {
      include: [KERNELS, IN_BROWSER, WASM_KERNELS],
      sequence: { groupOrder }, // In one run, one browser after the other.
      provide: { adapterRequired },
      testTimeout: TIMEOUT_MS,
      hookTimeout: TIMEOUT_MS,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: browserProvider(launch),
        instances: [{ browser: name, name }],
      },
    },
  };
}

const browsers: TestProjectInlineConfiguration[] = [];
if (chromium) {
  const launch = { executablePath: chromium, args: [...LAUNCH_ARGS] };
  browsers.push(inBrowser('chromium', launch, { adapterRequired: true, groupOrder: 1 }));
}
if (firefox) {
  const launch = {
    browser: 'firefox' as const,
    executablePath: firefox,
    extraPrefsFirefox: FIREFOX_PREFS,
    env: { ...process.env, ...vulkan },
  };
  // It brings no SwiftShader, and may refuse a driver.
  browsers.push(inBrowser('firefox', launch, { adapterRequired: false, groupOrder: 2 }));
}

export default defineConfig({
  test: {
    maxWorkers: '100%', // By default one core is left idle: half of a two-core machine.
    projects: [unit, dawn, ...browsers],
  },
});
