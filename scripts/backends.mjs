// Lists the backends, and sums up what the end-to-end tests recorded about each.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const SETTINGS = fileURLToPath(new URL('../src/config/settings.ts', import.meta.url));

/** The backends' names, from src/config/settings.ts. */
export async function listBackends() {
  const { module } = await runnerImport(SETTINGS, { configFile: false });
  return module.BACKENDS;
}

/**
 * One row for each backend, from the lines that `recordBackend` (e2e/harness.ts) wrote: 'ran' if any test
 * ran on it, 'skipped' with the reason if tests were skipped, else 'not tested'.
 */
export function summariseBackends(backends, lines) {
  const records = lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
  return backends.map((backend) => {
    const own = records.filter((record) => record.backend === backend);
    const ran = own.filter((record) => record.status === 'ran');
    const details = [...new Set((ran.length > 0 ? ran : own).map((record) => record.detail))];
    const status = ran.length > 0 ? 'ran' : (own[0]?.status ?? 'not tested');
    return { backend, status, detail: details.filter(Boolean).join('; ') };
  });
}

/** As `summariseBackends`, from a file. If the file is missing, no test recorded anything. */
export async function readBackends(path) {
  const lines = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return summariseBackends(await listBackends(), lines);
}
