// Finds a Firefox to run GPU kernels in: its WGSL compiler is another than Chromium's.
import { existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** WebGPU is off in Firefox on most Linux systems yet, and no CPU adapter is offered unasked. */
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

/** The path of a Firefox on this machine: FIREFOX_PATH, or a usual place; else undefined. */
export function findFirefox() {
  const asked = process.env.FIREFOX_PATH;
  if (asked) {
    if (isFile(asked)) return asked;
    throw new Error(`findFirefox: FIREFOX_PATH is "${asked}", and no file is there.`);
  }
  return usualPlaces().find(isFile);
}
