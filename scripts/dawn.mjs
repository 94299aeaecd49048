// Finds a graphics driver for Dawn (WebGPU in Node): the machine's own, or the SwiftShader of a Chromium.
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './chromium.mjs';

const DRIVER = 'vk_swiftshader_icd.json';
const LOADER = 'libvulkan.so.1';

const PROBE = `
  await import(${JSON.stringify(new URL('dawnGlobals.mjs', import.meta.url).href)});
  process.exit((await navigator.gpu.requestAdapter()) ? 0 : 1);
`;

/** Whether Dawn finds an adapter. Looking for a driver is not enough: it may be installed and not work. */
function hasAdapter(extra) {
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', PROBE], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, ...extra },
    stdio: 'ignore',
    timeout: 20_000,
  });
  return status === 0;
}

/** The variables that let a process find this Chromium's SwiftShader; undefined if it has none. */
export function swiftShaderOf(chromium) {
  // Debian's /usr/bin/chromium is a script; its files are in /usr/lib/chromium.
  const folders = [dirname(realpathSync(chromium)), join('/usr/lib', basename(chromium))];
  const has = (folder) => [DRIVER, LOADER].every((file) => existsSync(join(folder, file)));
  const folder = folders.find(has);
  if (!folder) return undefined;
  const libraries = [folder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  return { LD_LIBRARY_PATH: libraries, VK_ICD_FILENAMES: join(folder, DRIVER) };
}

/**
 * The environment variables that a Node process needs for Dawn to find an adapter: none if Dawn finds one
 * anyway, undefined if there is no adapter at all. They must be set when the process starts, as the dynamic
 * linker reads them only then, so a worker thread cannot have its own.
 * @returns {Record<string, string> | undefined}
 */
export function dawnEnvironment() {
  if (hasAdapter({})) return {};
  const chromium = process.platform === 'linux' ? findChromium() : undefined;
  const variables = chromium && swiftShaderOf(chromium);
  return variables && hasAdapter(variables) ? variables : undefined;
}
