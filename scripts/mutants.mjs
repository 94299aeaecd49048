// npm run mutants -- FOLDER_OR_FILE…: plants small faults in src/FOLDER, one at a time, and counts those that no test
// of the same folder catches (Stryker, https://stryker-mutator.io). Results are kept, so a second run tries only what has changed.
// Prints each survivor; the whole report is in .mutants/.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
process.chdir(ROOT);

const asked = process.argv.slice(2).map((name) => name.replace(/^src\//, '').replace(/\/$/, ''));
const missing = asked.filter((name) => !existsSync(join('src', name)));
if (asked.length === 0 || missing.length > 0) {
  if (missing.length > 0) console.error(`There is no src/${missing[0]}.`);
  console.error('Usage: npm run mutants -- store/run.ts masking');
  process.exit(2);
}

const OUT = '.mutants';
mkdirSync(OUT, { recursive: true });
const name = asked.join('+').replaceAll('/', '.');
const isFolder = (path) => statSync(join('src', path)).isDirectory();
const CONFIG = join(OUT, `${name}.config.json`);
const REPORT = join(OUT, `${name}.json`);
writeFileSync(
  CONFIG,
  JSON.stringify({
    mutate: [
      ...asked.map((path) => (isFolder(path) ? `src/${path}/**/*.{ts,tsx}` : `src/${path}`)),
      '!src/**/*.test.*',
      '!src/**/test*.ts',
    ],
    testRunner: 'vitest',
    vitest: { configFile: 'vitest.mutants.config.ts' },
    coverageAnalysis: 'perTest',
    // TypeScript 7 has no API for it to read the config with; the file need not exist.
    tsconfigFile: 'none.json',
    ignorePatterns: ['.mutants', 'dist', 'docs', 'bench', 'e2e', 'test-results'],
    incremental: true,
    incrementalFile: join(OUT, `${name}.incremental.json`),
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: REPORT },
    concurrency: Number(process.env.MUTANTS_AT_ONCE ?? 2),
    timeoutMS: 8_000,
    tempDirName: `${OUT}/tmp-${name}`,
  }),
);
const MUTANTS_IN = [...new Set(asked.map((path) => path.split('/')[0]))].join();
const { status } = spawnSync('npx', ['stryker', 'run', CONFIG], {
  stdio: 'inherit',
  env: { ...process.env, MUTANTS_IN },
});
if (status !== 0) process.exit(status ?? 1);

const { files } = JSON.parse(readFileSync(REPORT, 'utf8'));
const rows = Object.entries(files).map(([path, { mutants, source }]) => {
  const count = (...states) => mutants.filter((m) => states.includes(m.status)).length;
  const killed = count('Killed', 'Timeout');
  const alive = count('Survived', 'NoCoverage');
  const lines = source.split('\n');
  const survivors = mutants
    .filter((m) => m.status === 'Survived' || m.status === 'NoCoverage')
    .map(({ location: { start }, mutatorName, replacement = '', status: state }) => {
      const line = lines[start.line - 1].trim().slice(0, 80);
      const by = replacement.replaceAll(/\s+/g, ' ').slice(0, 60);
      const mark = state === 'NoCoverage' ? ' (no test reaches it)' : '';
      return `  ${path}:${start.line}:${start.column} ${mutatorName} -> ${by}${mark}   | ${line}`;
    });
  return { path, killed, alive, survivors };
});
for (const { survivors } of rows) if (survivors.length > 0) console.log(survivors.join('\n'));
const share = (killed, alive) =>
  `${Math.round((1000 * killed) / Math.max(1, killed + alive)) / 10} %`.padStart(7);
console.log('');
for (const { path, killed, alive } of rows) {
  console.log(`${share(killed, alive)}  ${killed} of ${killed + alive}  ${path}`);
}
const total = (key) => rows.reduce((sum, row) => sum + row[key], 0);
const [killed, alive] = [total('killed'), total('alive')];
console.log(`${share(killed, alive)}  ${killed} of ${killed + alive}  ${asked.join(', ')}`);
