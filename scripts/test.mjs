// npm test: runs every stage in order and stops at the first that fails.
// The unit tests, and then the build, run beside the GPU kernels, which leave a core idle.
//   node scripts/test.mjs              all stages
//   node scripts/test.mjs build e2e    only these: typecheck, lint, unit, gpu, build, e2e
import { exec, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readBackends } from './backends.mjs';
import { chromiumVersion, ensureChromium } from './chromium.mjs';
import { e2eFailures, formatFailures, vitestFailures } from './failures.mjs';
import { findFirefox } from './firefox.mjs';
import { formatTable } from './table.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const UNIT_REPORT = 'test-results/unit.json';
const gpuReport = (project) => `test-results/gpu-${project}.json`;
const E2E_REPORT = 'test-results/e2e.json';
const BACKENDS_FILE = 'test-results/backends.json';
const NOTHING = { passed: 0, failed: 0, skipped: 0 };

const run = (command) =>
  spawnSync(command, { cwd: ROOT, shell: true, stdio: 'inherit' }).status === 0;

/** The ends of what commands printed that failed: some errors, as those outside tests, are in no report. */
const lastWords = [];
/** As `run`, but several can run at once: its output is printed when it has ended. */
const runAside = (command) =>
  new Promise((resolve) => {
    exec(command, { cwd: ROOT, maxBuffer: Number.POSITIVE_INFINITY }, (error, stdout, stderr) => {
      process.stdout.write(stdout + stderr);
      if (error) lastWords.push((stdout + stderr).trimEnd().slice(-3000));
      resolve(!error);
    });
  });

const readReport = (path) =>
  existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;

function vitestCounts(path) {
  const report = readReport(path);
  if (!report) return NOTHING;
  return {
    passed: report.numPassedTests,
    failed: vitestFailures(report).length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function e2eCounts() {
  const report = readReport(E2E_REPORT);
  if (!report) return NOTHING;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
}

/** A port that is free now, so that two runs on one machine do not collide. */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

let browser;
async function runE2e() {
  browser = ensureChromium();
  process.env.CHROMIUM_PATH = browser;
  process.env.PORT ||= `${await freePort()}`;
  return run('playwright test');
}

/** A project of vitest.config.ts, or all whose name begins so. */
const vitest = (project, report) =>
  `vitest run --project="${project}" --reporter=minimal --reporter=json --outputFile.json=${report}`;

let gpuProjects = [];
/** Runs both browsers at once, since each spends much of its time waiting: Firefox 0.1 s for every answer of a GPU. */
async function runGpu() {
  ensureChromium(); // without it vitest.config.ts has no such project
  gpuProjects = findFirefox() ? ['chromium', 'firefox'] : ['chromium'];
  if (gpuProjects.length === 1)
    console.log('No Firefox here, so GPU kernels run in Chromium only.');
  const runs = gpuProjects.map((project) => runAside(vitest(project, gpuReport(project))));
  return (await Promise.all(runs)).every(Boolean);
}

const sum = (all) =>
  all.reduce(
    (a, b) => ({
      passed: a.passed + b.passed,
      failed: a.failed + b.failed,
      skipped: a.skipped + b.skipped,
    }),
    NOTHING,
  );

const STAGES = {
  typecheck: { run: () => runAside('tsc --noEmit') },
  lint: {
    run: () => runAside('biome check . && node scripts/layers.mjs && node scripts/audit.mjs'),
  },
  unit: {
    run: () => runAside(vitest('unit*', UNIT_REPORT)),
    counts: () => vitestCounts(UNIT_REPORT),
  },
  gpu: {
    run: runGpu,
    counts: () => sum(gpuProjects.map((project) => vitestCounts(gpuReport(project)))),
  },
  build: { run: () => runAside('vite build') },
  e2e: { run: runE2e, counts: e2eCounts },
};

/** Runs a stage. Returns whether it passed, and how many seconds it took. */
async function runStage(name) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  let passed = false;
  try {
    passed = await STAGES[name].run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  return { name, passed, seconds: Math.round((performance.now() - start) / 100) / 10 };
}

/** Says what failed: once more, as the log of a long run is often cut to its end. */
function sayFailures() {
  const vitestReports = [UNIT_REPORT, ...gpuProjects.map(gpuReport)].map(readReport);
  const report = readReport(E2E_REPORT);
  const failed = [
    ...vitestReports.flatMap((one) => (one ? vitestFailures(one) : [])),
    ...(report ? e2eFailures(report) : []),
  ];
  const words = failed.length > 0 ? [formatFailures(failed, ROOT)] : lastWords;
  for (const all of words) console.log(`\n${all}`);
}

/** Chains of stages that run at the same time stand together. */
const TOGETHER = [[['typecheck'], ['lint']], [['unit', 'build'], ['gpu']], [['e2e']]];

/** Prints which backends really ran, and on what. Returns how many no test has tried. */
async function reportBackends() {
  console.log(`\nbrowser  ${browser} (${chromiumVersion(browser)})`);
  const rows = await readBackends(BACKENDS_FILE);
  console.log(
    formatTable([['backend', '', ''], ...rows.map((r) => [r.backend, r.status, r.detail])]),
  );
  const untested = rows.filter((row) => row.status === 'not tested').length;
  if (untested > 0) console.log('A backend that is not tested fails the run.');
  return untested;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in STAGES));
if (unknown.length > 0) {
  console.error(`test: no stage "${unknown[0]}". There are: ${Object.keys(STAGES).join(', ')}.`);
  process.exit(2);
}
process.chdir(ROOT);
process.env.PATH = join(ROOT, 'node_modules', '.bin') + delimiter + process.env.PATH;
rmSync('test-results', { recursive: true, force: true });
mkdirSync('test-results');

const names = Object.keys(STAGES).filter((name) => asked.length === 0 || asked.includes(name));
const rows = [['stage', 'result', 'seconds']];
let total = NOTHING;
let ok = true;
/** Runs these stages one after the other, up to the first that fails. */
async function runChain(chain) {
  const results = [];
  for (const name of chain.filter((one) => names.includes(one))) {
    const isOn = ok && results.every(({ passed }) => passed);
    results.push(isOn ? await runStage(name) : { name });
  }
  return results;
}

for (const group of TOGETHER) {
  const results = (await Promise.all(group.map(runChain))).flat();
  for (const { name, passed, seconds } of results) {
    if (passed === undefined) {
      rows.push([name, 'not run', '']);
      continue;
    }
    ok &&= passed;
    rows.push([name, passed ? 'passed' : 'FAILED', seconds]);
    const counts = STAGES[name].counts?.() ?? NOTHING;
    total = sum([total, counts]);
    // A stage can fail without a failed test: a type error, a build error, a reporter that crashed.
    if (!passed && counts.failed === 0) total = sum([total, { ...NOTHING, failed: 1 }]);
  }
}

console.log(`\n${formatTable(rows)}`);
if (browser) {
  const untested = await reportBackends();
  total = sum([total, { ...NOTHING, failed: untested }]);
  if (untested > 0) ok = false;
} else if (names.includes('e2e')) {
  console.log('\nNo browser was started, so no backend was tested.');
}
sayFailures();
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = ok ? 0 : 1;
