import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ContenderName, PEER_PACKAGES } from '../contenders';

const BENCH = fileURLToPath(new URL('..', import.meta.url));

/**
 * Installs the libraries to compare with (bench/package.json) if one that is asked for is missing. Their install
 * scripts are not needed, so they do not run. If the installation fails, the rows of these libraries say so. (The
 * override of pdfjs-dist avoids a native canvas, which the libraries' built files do not need.)
 */
export function ensurePeers(contenders: readonly ContenderName[]): void {
  const missing = contenders
    .map((name) => PEER_PACKAGES[name])
    .filter((name) => name !== undefined && !existsSync(join(BENCH, 'node_modules', name)));
  if (missing.length === 0) return;
  const command = 'npm ci --prefix bench --ignore-scripts --no-audit --no-fund';
  console.error(`${missing.join(', ')}: not installed yet. Running: ${command}`);
  const { status } = spawnSync(command, {
    cwd: join(BENCH, '..'),
    shell: true,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) console.error(`${command} failed with status ${status}; going on without.`);
}
