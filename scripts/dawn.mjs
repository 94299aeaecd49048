// Finds what Dawn (WebGPU in Node) needs on this machine: a graphics driver, or Chromium's SwiftShader.
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

/** Whether Dawn finds an adapter. It is asked itself, for a driver may be there and still not work. */
function hasAdapter(extra) {
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', PROBE], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, ...extra },
    stdio: 'ignore',
    timeout: 20_000,
  });
  return status === 0;
}

/** The variables by which a process finds the SwiftShader that came with this Chromium; else undefined. */
export function swiftShaderOf(chromium) {
  // Debian's /usr/bin/chromium is a script; the files are in a folder of /usr/lib with its name.
  const folders = [dirname(realpathSync(chromium)), join('/usr/lib', basename(chromium))];
  const has = (folder) => [DRIVER, LOADER].every((file) => existsSync(join(folder, file)));
  const folder = folders.find(has);
  if (!folder) return undefined;
  const libraries = [folder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  return { LD_LIBRARY_PATH: libraries, VK_ICD_FILENAMES: join(folder, DRIVER) };
}

/**
 * The environment variables with which to start a Node process so that Dawn finds an adapter: none
 * where it finds one by itself; undefined where nothing helps. The dynamic linker reads them only when
 * a process starts, so that they cannot be given to a worker thread.
 * @returns {Record<string, string> | undefined}
 */
export function dawnEnvironment() {
  if (hasAdapter({})) return {};
  const chromium = process.platform === 'linux' ? findChromium() : undefined;
  const variables = chromium && swiftShaderOf(chromium);
  return variables && hasAdapter(variables) ? variables : undefined;
}
