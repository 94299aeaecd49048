// Finds a Chromium to test and measure in, or installs one.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const isRoot = process.getuid?.() === 0;

/**
 * The list under the address bar is a page in a process of its own, which each new window loads: a third of what it takes
 * to open Cloze. Chromium heeds only the last list of such features, so what Playwright switches off is repeated.
 */
const DISABLED_FEATURES = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades'],
  ...['HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'PaintHolding'],
  ...['ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect', 'OptimizationHints'],
  ...['NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch', 'Translate'],
];

const COMMON_ARGS = [
  // The sandbox cannot start as root, which is usual in containers.
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${DISABLED_FEATURES.join()}`,
];

/**
 * WebGPU without a GPU: SwiftShader runs Dawn's shaders on the CPU, so all machines run the same code.
 * The "unsafe" flag is needed because Chromium does not offer a CPU adapter by default.
 */
export const LAUNCH_ARGS = [
  ...COMMON_ARGS,
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
];

/**
 * The machine's own GPU, for measuring. On Linux, WebGPU needs Vulkan, which Chromium leaves off by default,
 * and without a screen Vulkan starts only if it needs no surface to draw on.
 */
export const GPU_LAUNCH_ARGS = [
  ...COMMON_ARGS,
  '--enable-unsafe-webgpu',
  '--ignore-gpu-blocklist',
  ...(process.platform === 'linux'
    ? ['--use-angle=vulkan', '--enable-features=Vulkan', '--disable-vulkan-surface']
    : []),
];

const isFile = (path) => existsSync(path) && statSync(path).isFile();

function usualPlaces() {
  const { env, platform } = process;
  if (platform === 'darwin') {
    return ['/Applications', join(env.HOME ?? '', 'Applications')].flatMap((folder) => [
      `${folder}/Chromium.app/Contents/MacOS/Chromium`,
      `${folder}/Google Chrome.app/Contents/MacOS/Google Chrome`,
      `${folder}/Microsoft Edge.app/Contents/MacOS/Microsoft Edge`,
    ]);
  }
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean);
    return folders.flatMap((folder) => [
      join(folder, 'Chromium', 'Application', 'chrome.exe'),
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]);
  }
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  const names = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'];
  return [...names, 'microsoft-edge'].flatMap((name) =>
    folders.filter(Boolean).map((folder) => join(folder, name)),
  );
}

/** The path of a Chromium: CHROMIUM_PATH, else a usual place, else Playwright's own; undefined if there is none. */
export function findChromium() {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (isFile(asked)) return asked;
    throw new Error(`findChromium: CHROMIUM_PATH is "${asked}", and no file is there.`);
  }
  return [...usualPlaces(), chromium.executablePath()].find((path) => path && isFile(path));
}

function isDebian() {
  const release = '/etc/os-release';
  return existsSync(release) && /^ID="?debian"?$/m.test(readFileSync(release, 'utf8'));
}

/** As `findChromium`, but installs a Chromium if there is none. */
export function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  const command =
    isDebian() && isRoot
      ? 'apt-get update && apt-get install -y chromium'
      : 'npx playwright install chromium';
  console.log(`No Chromium on this machine. Running: ${command}`);
  const { status } = spawnSync(command, { shell: true, stdio: 'inherit' });
  const installed = status === 0 ? findChromium() : undefined;
  if (installed) return installed;
  throw new Error(
    `ensureChromium: \`${command}\` did not install Chromium (exit status ${status}). ` +
      'Install Chromium or Chrome yourself, or set CHROMIUM_PATH to one, and run this again.',
  );
}

/** For example "Chromium 140.0.1.2", or the reason why the version is unknown. */
export function chromiumVersion(path) {
  // On Windows `--version` opens a window instead of printing.
  if (process.platform === 'win32') return 'version unknown on Windows';
  try {
    const options = { encoding: 'utf8', timeout: 20_000, stdio: ['ignore', 'pipe', 'ignore'] };
    return execFileSync(path, ['--version'], options).trim();
  } catch (error) {
    return `version unknown: ${error instanceof Error ? error.message : error}`;
  }
}
