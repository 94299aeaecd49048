import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { LaunchOptions } from 'puppeteer-core';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { browserProvider } from './scripts/browserProvider.mjs';
import { findChromium, LAUNCH_ARGS } from './scripts/chromium.mjs';
import { dawnEnvironment } from './scripts/dawn.mjs';
import { FIREFOX_PREFS, findFirefox } from './scripts/firefox.mjs';
import { wasmKernels } from './scripts/wasmKernels.mjs';

/** Tests of GPU kernels. They run in Node and in each installed browser. */
const KERNELS = 'src/**/*.gpu.test.ts';
/** Tests that need what only a browser has: workers, and a page for components. */
const IN_BROWSER = 'src/**/*.browser.test.{ts,tsx}';
/** Tests of each variant of the WebAssembly kernels. They also run in browsers, as Node 20 lacks relaxed SIMD. */
const WASM_KERNELS = 'src/engine/wasm/kernels.test.ts';
/** They train. Another browser compiles shaders otherwise, and each shader has a test of its own. */
const TRAINING = 'src/train/*.gpu.test.ts';
/** Ends tests that hang. It is long, as no test may depend on how fast the machine is. */
const TIMEOUT_MS = 300_000;
/** A failed `expect.poll` then says what it saw, before the test's limit ends it. */
const EXPECT = { poll: { timeout: 240_000 } };

/** Files of tests in a folder and below. */
const findTests = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => /\.test\.tsx?$/.test(file));

const vulkan = dawnEnvironment();
const chromium = findChromium();
const firefox = findFirefox();

/** Helpers of tests that replace a module for whoever imports them. */
const replacing = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\btest[A-Z]\w*\.ts$/.test(file))
  .filter((file) => readFileSync(`src/${file}`, 'utf8').includes('vi.doMock('))
  .map((file) => basename(file, '.ts'));

/** Tests that replace a module or a global, or whose helper replaces a module, so that each file needs its modules anew. */
const MOCKING = new RegExp(`\\bvi\\.(mock|doMock|stubGlobal)\\(|/(${replacing.join('|')})';`);
const mocking = findTests('src').filter((file) => MOCKING.test(readFileSync(file, 'utf8')));

/** Unit tests. Those of one project share their modules: to import them anew for each file takes a third of the time. */
const inNode = (
  name: string,
  files: { include: string[]; exclude: string[] },
  isolate: boolean,
): TestProjectInlineConfiguration => ({
  extends: './vite.config.ts',
  test: {
    name,
    ...files,
    isolate,
    environment: 'node',
    setupFiles: ['sameCases', 'detachable', 'noWorker'].map((name) => `./scripts/${name}.mjs`),
    pool: 'threads',
    testTimeout: TIMEOUT_MS,
    hookTimeout: TIMEOUT_MS,
    expect: EXPECT,
  },
});

const EVERYWHERE = ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs', 'bench/**/*.test.ts'];
const unit = [
  inNode('unit', { include: EVERYWHERE, exclude: [KERNELS, IN_BROWSER, ...mocking] }, false),
  inNode('unit-mocks', { include: mocking, exclude: [KERNELS, IN_BROWSER] }, true),
];

const dawn: TestProjectInlineConfiguration = {
  plugins: [wasmKernels()],
  test: {
    name: 'dawn',
    include: [KERNELS],
    setupFiles: ['./scripts/dawnGlobals.mjs'],
    pool: 'forks', // A process has its own environment, and takes no other down when it crashes.
    env: vulkan ?? {},
    provide: { adapterRequired: vulkan !== undefined, everyShape: true },
    testTimeout: TIMEOUT_MS,
    hookTimeout: TIMEOUT_MS,
  },
};

function inBrowser(
  name: string,
  launch: LaunchOptions,
  { isFirst, groupOrder }: { isFirst: boolean; groupOrder: number },
): TestProjectInlineConfiguration {
  return {
    plugins: [wasmKernels()],
    worker: { format: 'es', plugins: () => [wasmKernels()] },
    test: {
      include: [KERNELS, IN_BROWSER, WASM_KERNELS],
      isolate: false, // To load all modules anew for each file takes a fifth of the time.
      exclude: isFirst ? [] : [TRAINING],
      sequence: { groupOrder }, // One browser after the other.
      provide: { adapterRequired: isFirst, everyShape: isFirst },
      testTimeout: TIMEOUT_MS,
      hookTimeout: TIMEOUT_MS,
      expect: EXPECT,
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
  browsers.push(inBrowser('chromium', launch, { isFirst: true, groupOrder: 1 }));
}
if (firefox) {
  const launch = {
    browser: 'firefox' as const,
    executablePath: firefox,
    extraPrefsFirefox: FIREFOX_PREFS,
    env: { ...process.env, ...vulkan },
  };
  // Firefox comes without SwiftShader, and may refuse the machine's driver.
  browsers.push(inBrowser('firefox', launch, { isFirst: false, groupOrder: 2 }));
}

export default defineConfig({
  test: {
    maxWorkers: '100%', // By default Vitest leaves one core idle: half of a two-core machine.
    projects: [...unit, dawn, ...browsers],
  },
});
