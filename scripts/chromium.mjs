// Finds a Chromium to test and measure in, or gets one.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const isRoot = process.getuid?.() === 0;

const COMMON_ARGS = [
  // The sandbox cannot start as root, as in most containers; elsewhere it is left as it is.
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Real WebGPU without a GPU: SwiftShader runs Dawn's own shaders on the CPU, so that every machine
 * takes the same path. "unsafe" only says that Chromium does not offer a CPU adapter unasked.
 */
export const LAUNCH_ARGS = [
  ...COMMON_ARGS,
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
];

/**
 * The machine's own GPU, for measuring. Linux offers it to WebGPU only through Vulkan, on request, and on a
 * machine without a screen only if Vulkan need not draw on one.
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

/** The path of a Chromium on this machine: CHROMIUM_PATH, a usual place, Playwright's own; else undefined. */
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

/** As `findChromium`, but installs one if there is none. */
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
    `ensureChromium: \`${command}\` brought no Chromium (exit status ${status}). ` +
      'Install Chromium or Chrome yourself, or set CHROMIUM_PATH to one, and run this again.',
  );
}

/** "Chromium 140.0.1.2", or a plain reason why the version cannot be told. */
export function chromiumVersion(path) {
  // On Windows `--version` opens a window instead of printing.
  if (process.platform === 'win32') return 'version not told on Windows';
  try {
    const options = { encoding: 'utf8', timeout: 20_000, stdio: ['ignore', 'pipe', 'ignore'] };
    return execFileSync(path, ['--version'], options).trim();
  } catch (error) {
    return `version unknown: ${error instanceof Error ? error.message : error}`;
  }
}
