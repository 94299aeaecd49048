// npm run bench: how fast the built page trains, measured where people use it.
//   node bench/run.mjs [--backends wasm,webgl] [--steps 200] [--seconds 60] [--gpu] [--json FILE]
// It drives the real page by its public names and reads the figures that the page shows.
// Without --gpu, WebGPU and WebGL run on the CPU (SwiftShader), alike on every machine.
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { listBackends } from '../scripts/backends.mjs';
import { ensureChromium, GPU_LAUNCH_ARGS, LAUNCH_ARGS } from '../scripts/chromium.mjs';
import { serve } from '../scripts/serve.mjs';
import { formatTable } from '../scripts/table.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FIRST_STEP_LIMIT_S = 180; // Pipelines compile for seconds; tfjs on the CPU takes seconds a step.
const POLL_MS = 50;

/** What the built page is made of: a change in any of these makes dist/ stale. */
const INPUTS = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json', 'scripts'];

function newestTime(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestTime(join(path, name))));
}

async function buildIfStale() {
  const built = newestTime(join(ROOT, 'dist', 'index.html'));
  const changed = Math.max(...INPUTS.map((name) => newestTime(join(ROOT, name))));
  if (built <= changed) await build({ root: ROOT, logLevel: 'warn' });
}

/** "1 234.5" with any thousands space -> 1234.5; undefined if the page shows no number. */
function numberIn(text) {
  const bare = (text ?? '').replace(/\s/g, '');
  return bare === '' || Number.isNaN(Number(bare)) ? undefined : Number(bare);
}

/** Everything the page says now, in one visit, so that the figures belong together. */
async function readPage(page) {
  const seen = await page.evaluate(() => {
    const text = (selector) => document.querySelector(selector)?.textContent ?? undefined;
    const named = (name) => text(`[data-testid=${name}]`);
    return {
      now: performance.now(),
      backend: named('backend')?.trim(),
      step: named('step'),
      stepsPerSecond: named('steps-per-second'),
      tokensPerSecond: named('tokens-per-second'),
      alert: text('[role=alert]')?.replace(/\s+/g, ' ').trim() || undefined,
    };
  });
  return {
    ...seen,
    step: numberIn(seen.step),
    stepsPerSecond: numberIn(seen.stepsPerSecond),
    tokensPerSecond: numberIn(seen.tokensPerSecond),
  };
}

/** Polls until `done(seen)`; throws the page's own alert, or `reason` when time is up. */
async function watch(page, limitSeconds, reason, done) {
  const end = performance.now() + limitSeconds * 1000;
  for (;;) {
    const seen = await readPage(page);
    if (seen.alert) throw new Error(seen.alert);
    if (done(seen)) return seen;
    if (performance.now() > end) {
      if (reason) throw new Error(reason);
      return seen;
    }
    await page.waitForTimeout(POLL_MS);
  }
}

/**
 * Median time from a click on a word of the paused specimen to the guesses for it, ms, in the page's
 * own clock: what a person waits for. Undefined where the page shows no specimen.
 */
async function guessMilliseconds(page) {
  const pause = page.getByRole('button', { name: 'Pause', exact: true });
  await pause.click({ timeout: 2000 }).catch(() => {}); // a finished run has no Pause
  await page.getByRole('button', { name: 'Train', exact: true }).waitFor({ timeout: 60_000 });
  const times = await page.evaluate(async () => {
    const lists = () => document.querySelectorAll('[aria-label^="Guesses for blank"]');
    const full = () => [...lists()].every((list) => list.children.length === 5);
    const times = [];
    for (let i = 0; i < 7; i++) {
      const word = document.querySelector(
        'section[aria-label=Specimen] p button[aria-pressed=false]',
      );
      if (!word) break;
      const before = lists().length;
      const start = performance.now();
      word.click();
      while (!(lists().length > before && full())) {
        if (performance.now() - start > 60_000) return times;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      times.push(performance.now() - start);
    }
    return times;
  });
  // The first click compiles programs for the new number of blanks on some backends: not counted.
  return times.slice(1).sort((a, b) => a - b)[Math.floor((times.length - 1) / 2)];
}

/** One backend on a fresh page (no run to resume). Throws the reason if it cannot be measured. */
async function measure(browser, url, backend, { steps, seconds }) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    // All settings as they come: a shorter run would sit the exam more often.
    await page.goto(`${url}#backend=${backend}`);
    const train = page.getByRole('button', { name: 'Train', exact: true });
    // In the page's own clock, so that waiting for the button to stand still does not count.
    await page.evaluate(() => {
      const note = () => performance.mark('bench-start');
      addEventListener('click', note, { capture: true, once: true });
    });
    await train.click({ timeout: 20_000 }).catch(() => {
      throw new Error('the page shows no button "Train" that can be pressed');
    });
    const start = await page.evaluate(
      () => performance.getEntriesByName('bench-start')[0]?.startTime ?? performance.now(),
    );

    const late = `no step within ${FIRST_STEP_LIMIT_S} s`;
    const first = await watch(page, FIRST_STEP_LIMIT_S, late, ({ step }) => (step ?? 0) >= 1);
    if (!first.backend?.startsWith(backend)) {
      throw new Error(`the page runs "${first.backend ?? 'no backend it names'}" instead`);
    }
    // The rate may leave the page when the run ends, so the last one shown counts.
    let shown = first;
    const last = await watch(page, seconds, undefined, (seen) => {
      if (seen.stepsPerSecond !== undefined && seen.tokensPerSecond !== undefined) shown = seen;
      return (seen.step ?? 0) >= steps;
    });
    if (!last.backend?.startsWith(backend)) {
      throw new Error(`the page went over to "${last.backend}" at step ${last.step}`);
    }
    if (shown.stepsPerSecond === undefined) throw new Error('the page shows no steps per second');
    const watched = (last.now - first.now) / 1000;
    const guess = await guessMilliseconds(page);
    return {
      backend,
      running: last.backend,
      stepsPerSecond: shown.stepsPerSecond,
      tokensPerSecond: shown.tokensPerSecond,
      /** From outside, by the clock: coarse on a short run, and includes evaluation and drawing. */
      watchedStepsPerSecond: watched > 0 ? (last.step - first.step) / watched : undefined,
      /** From the press of Train to the first step the page shows. */
      firstStepSeconds: (first.now - start) / 1000,
      steps: last.step,
      guessMilliseconds: guess,
    };
  } finally {
    await context.close();
  }
}

/** The GPU that WebGPU gets, as it names itself; "none" says why a webgpu row is missing. */
async function describeAdapter(browser, url) {
  const page = await browser.newPage();
  await page.goto(url);
  const name = await page.evaluate(async () => {
    const adapter = await navigator.gpu?.requestAdapter();
    if (!adapter) return 'none';
    const { vendor, architecture, description } = adapter.info;
    return [vendor, architecture, description].filter(Boolean).join(' ') || 'unnamed';
  });
  await page.close();
  return name;
}

function readOptions(backends) {
  const { values } = parseArgs({
    options: {
      backends: { type: 'string', default: backends.join(',') },
      steps: { type: 'string', default: '200' },
      seconds: { type: 'string', default: '60' },
      gpu: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  });
  const asked = values.backends.split(',').map((name) => name.trim());
  const unknown = asked.find((name) => !backends.includes(name));
  if (unknown !== undefined) {
    throw new Error(`bench: no backend "${unknown}". There are: ${backends.join(', ')}.`);
  }
  for (const name of ['steps', 'seconds']) {
    if (!(Number.isInteger(Number(values[name])) && Number(values[name]) > 0)) {
      throw new Error(`bench: --${name} is "${values[name]}", not a whole number above 0.`);
    }
  }
  return { ...values, backends: asked, steps: +values.steps, seconds: +values.seconds };
}

const round = (value, digits) => (value === undefined ? '' : Number(value.toFixed(digits)));

function noteOn({ steps, watchedStepsPerSecond }, options) {
  const watched = watchedStepsPerSecond?.toFixed(1) ?? 'none';
  const early = steps < options.steps ? `stopped after ${options.seconds} s, ` : '';
  return `${early}${steps} steps, ${watched} steps/s by the clock`;
}

async function main() {
  const options = readOptions(await listBackends());
  const executablePath = ensureChromium();
  await buildIfStale();
  const server = await serve();
  const args = options.gpu ? GPU_LAUNCH_ARGS : LAUNCH_ARGS;
  const browser = await chromium.launch({ executablePath, args: [...args] });
  const results = [];
  try {
    const machine = {
      cpu: cpus()[0]?.model.trim() ?? 'unknown CPU',
      cores: availableParallelism(),
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      system: `${platform()} ${release()}`,
      browser: `Chromium ${browser.version()}`,
      webgpuAdapter: await describeAdapter(browser, server.url),
    };
    for (const backend of options.backends) {
      console.error(`measuring ${backend} …`);
      try {
        results.push(await measure(browser, server.url, backend, options));
      } catch (error) {
        const reason = (error instanceof Error ? error.message : `${error}`).split('\n')[0];
        results.push({ backend, notMeasured: reason });
      }
    }
    console.log(
      `\n${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}, ` +
        `${machine.browser}, WebGPU adapter: ${machine.webgpuAdapter}\n`,
    );
    const rows = results.map((result) =>
      result.notMeasured
        ? [result.backend, '', '', '', '', `not measured: ${result.notMeasured}`]
        : [
            result.backend,
            round(result.stepsPerSecond, 1),
            round(result.tokensPerSecond, 0),
            round(result.firstStepSeconds, 2),
            round(result.guessMilliseconds, 0),
            noteOn(result, options),
          ],
    );
    console.log(
      formatTable([
        ['backend', 'steps/s', 'tokens/s', 'first step s', 'guesses ms', 'note'],
        ...rows,
      ]),
    );
    if (options.json) {
      const asked = { steps: options.steps, seconds: options.seconds, gpu: options.gpu };
      const report = { date: new Date().toISOString(), machine, asked, results };
      writeFileSync(options.json, `${JSON.stringify(report, undefined, 2)}\n`);
    }
  } finally {
    await browser.close();
    await server.close();
  }
  if (results.every((result) => result.notMeasured)) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
