// Finds a Firefox to run GPU kernels in: it compiles WGSL with another compiler (naga) than Chromium (Tint).
import { existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Firefox still has WebGPU off on most Linux systems, and offers no CPU adapter by default. */
export const FIREFOX_PREFS = {
  'dom.webgpu.enabled': true,
  'gfx.webgpu.ignore-blocklist': true,
};

const isFile = (path) => existsSync(path) && statSync(path).isFile();

function usualPlaces() {
  const { env, platform } = process;
  if (platform === 'darwin') {
    return ['/Applications', join(env.HOME ?? '', 'Applications')].map((folder) =>
      join(folder, 'Firefox.app/Contents/MacOS/firefox'),
    );
  }
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)']].filter(Boolean);
    return folders.map((folder) => join(folder, 'Mozilla Firefox', 'firefox.exe'));
  }
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  return ['firefox', 'firefox-esr'].flatMap((name) =>
    folders.filter(Boolean).map((folder) => join(folder, name)),
  );
}

/** The path of a Firefox: FIREFOX_PATH, else a usual place; undefined if there is none. */
export function findFirefox() {
  const asked = process.env.FIREFOX_PATH;
  if (asked) {
    if (isFile(asked)) return asked;
    throw new Error(`findFirefox: FIREFOX_PATH is "${asked}", and no file is there.`);
  }
  return usualPlaces().find(isFile);
}
