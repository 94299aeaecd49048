// npm run soak: trains for half an hour in the built page, which a scripted person uses meanwhile, and says whether
// memory, storage and the speed stay flat. Fails if one does not.
//   npm run soak -- --minutes 5 --backend webgpu    another length (at least 2) and engine
//   npm run soak -- --json FILE                     also writes all samples
//   npm run soak -- --leak 200                      keeps so many bytes at each change of the page: shows that it sees a leak
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { ensureChromium, LAUNCH_ARGS } from './chromium.mjs';
import { serve } from './serve.mjs';
import { takeHeap } from './soak/heap.mjs';
import { ACTIONS, addressOn, keepTraining } from './soak/person.mjs';
import { MEGABYTE, sampler } from './soak/samples.mjs';
import { judge, LEAST_ROUNDS, LIMITS, median } from './soak/trend.mjs';
import { formatTable } from './table.mjs';

const SAMPLE_MS = 5000;
/** Snapshots of the heap over the whole time, each at the end of a round: the page stands still for a second or two. */
const SNAPSHOTS = 40;
/** What the first minute allocates is not a leak. */
const SETTLED_MINUTES = 1;

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    backend: { type: 'string', default: 'wasm' },
    leak: { type: 'string', default: '0' },
    json: { type: 'string' },
  },
});
const minutes = Number(options.minutes);
const leak = Number(options.leak);
if (!(minutes >= 2)) throw new Error(`soak: --minutes is "${options.minutes}", not 2 or more.`);
if (!(leak >= 0)) throw new Error(`soak: --leak is "${options.leak}", not a number of bytes.`);

/** Plants a leak: keeps an array for each change of the step shown. */
const plant = (bytes) => {
  const kept = [];
  Object.assign(globalThis, { kept });
  new MutationObserver(() => kept.push(Array.from({ length: bytes / 8 }, Math.random))).observe(
    document,
    { subtree: true, childList: true, characterData: true },
  );
};

const number = (value, digits) => (Number.isFinite(value) ? value.toFixed(digits) : '–');
const COLUMNS = [
  ['minutes', 'min', 1],
  ['step', 'step', 0],
  ...Object.entries(LIMITS).map(([name, { label, unit, digits }]) => [
    name,
    unit ? `${label}, ${unit}` : label,
    digits,
  ]),
];

const server = await serve({ port: 0 });
const browser = await chromium.launch({ executablePath: ensureChromium(), args: LAUNCH_ARGS });
const samples = [];
const rounds = [];
/** The least that the reference work took in any round, ms */
let quiet = Number.POSITIVE_INFINITY;
/** Minutes at which the last snapshot was taken */
let snapshotAt = 0;
const problems = [];
const complain = (problem) => {
  if (!problems.includes(problem)) console.log(`PROBLEM  ${problem}`);
  problems.push(problem);
};
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('pageerror', (error) => complain(`uncaught: ${error.message}`));
  page.on('crash', () => complain('the page crashed'));
  page.on('console', (message) => {
    if (message.type() === 'error') complain(`console: ${message.text()}`);
  });
  if (leak > 0) await page.addInitScript(plant, leak);
  await page.goto(server.url + addressOn(options.backend));
  await page.getByRole('figure', { name: 'Attention layer 1 head 1', exact: true }).waitFor();
  await keepTraining(page);
  const take = await sampler(
    browser,
    page,
    options.backend !== 'wasm' && options.backend !== 'cpu',
  );
  await take();
  const heapSession = await page.context().newCDPSession(page);

  const start = performance.now();
  const elapsed = () => (performance.now() - start) / 60_000;
  console.log(`soak: ${minutes} min on ${options.backend}, ${browser.version()}`);
  const settledRounds = () => rounds.filter((round) => round.minutes >= SETTLED_MINUTES).length;
  // A busy machine takes longer.
  for (let round = 0; elapsed() < minutes || settledRounds() < LEAST_ROUNDS; round++) {
    const first = samples.length;
    for (const [name, act] of ACTIONS) {
      try {
        await act(page, round);
      } catch (error) {
        complain(`round ${round + 1}, “${name}”: ${error.message.split('\n')[0]}`);
      }
      const last = samples.at(-1);
      if (!last || elapsed() - last.minutes > SAMPLE_MS / 60_000) {
        samples.push({ ...(await take()), minutes: elapsed() });
      }
    }
    await keepTraining(page);
    // At the same point of every round, and at rest.
    const now = { ...(await take()), minutes: elapsed() };
    if (now.minutes - snapshotAt >= minutes / SNAPSHOTS) {
      const { objects, code } = await takeHeap(heapSession);
      Object.assign(now, { objects: objects / MEGABYTE, code: code / MEGABYTE });
      snapshotAt = now.minutes;
    }
    samples.push(now);
    const before = rounds.at(-1);
    const own = before ? (now.busyMs - before.busyMs) / (now.step - before.step) : Number.NaN;
    const reference = median(samples.slice(first).map((sample) => sample.reference));
    quiet = Math.min(quiet, reference);
    rounds.push({ ...now, own, cost: (own * quiet) / reference, reference });
    console.log(`${number(now.minutes, 1)} min, step ${now.step}, heap ${number(now.heap, 2)} MB`);
    if (problems.length > 20) throw new Error(problems.join('\n'));
  }
} finally {
  await browser.close();
  await server.close();
  if (options.json) writeFileSync(options.json, JSON.stringify({ samples, rounds, problems }));
}

const outcome = (isFlat, growth) => {
  if (!isFlat) return 'GROWS';
  return Number.isFinite(growth) ? 'flat' : 'not told here';
};
const table = (rows) =>
  formatTable([
    COLUMNS.map(([, label]) => label),
    ...rows.map((row) => COLUMNS.map(([name, , digits]) => number(row[name], digits))),
  ]);
/** At most so many lines, spread evenly. */
const thinned = (rows, most = 40) =>
  rows.filter((_, i) => i % Math.ceil(rows.length / most) === 0 || i === rows.length - 1);
console.log(`\n${samples.length} samples; at the end of each of ${rounds.length} rounds:`);
console.log(table(thinned(rounds)));

const verdicts = judge(rounds, SETTLED_MINUTES);
console.log(`\nAfter the first ${SETTLED_MINUTES} min, by the trend over the rounds:`);
console.log(
  formatTable([
    ['', 'median', 'growth', 'at most', ''],
    ...verdicts.map(({ label, unit, digits, level, growth, most, isFlat }) => [
      unit ? `${label}, ${unit}` : label,
      ...[level, growth, most].map((value) => number(value, digits)),
      outcome(isFlat, growth),
    ]),
  ]),
);
if (problems.length > 0) console.log(`\n${problems.length} problems, see above`);
const isGood = problems.length === 0 && verdicts.every(({ isFlat }) => isFlat);
console.log(isGood ? '\nsoak: flat' : '\nsoak: FAILED');
process.exitCode = isGood ? 0 : 1;
