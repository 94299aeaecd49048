import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { ensureChromium, LAUNCH_ARGS } from '../../scripts/chromium.mjs';
import { serve } from '../../scripts/serve.mjs';
import { formatTable } from '../../scripts/table.mjs';
import { describeMachine } from '../machine';
import type { BenchOptions } from '../options';
import { buildIfStale } from '../page/bench';
import { findProcesses, type Memory, readMemory, readSeconds } from './processes';
import { STRAIN_TEXTS, type StrainText, writeText } from './texts';

const EVERY_MS = 100;
/** After this long nothing is collected or loaded any more. */
const SETTLE_MS = 5000;
/** Longer than any text takes, even where other programs share the processor. */
const LIMIT_MS = 1_800_000;

interface Opening {
  readonly name: string;
  /** From choosing the file until Train can be pressed */
  readonly seconds: number;
  /** What the page's process worked meanwhile, seconds of processor: comparable where other programs run too */
  readonly work: number;
  readonly peak: Memory;
  readonly settled: Memory;
  /** By phase, as the page names it, the peak of the page's process */
  readonly phases: Readonly<Record<string, number>>;
  /** The longest time between two frames of the page, ms */
  readonly longestFrame: number;
}

/** In the page: what is going on, and the longest frame since the last call. */
const look = (page: Page) =>
  page.evaluate(() => {
    const state = window as unknown as { longestFrame?: number };
    if (state.longestFrame === undefined) {
      state.longestFrame = 0;
      let last = performance.now();
      const frame = (now: number) => {
        state.longestFrame = Math.max(state.longestFrame!, now - last);
        last = now;
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    }
    const longest = state.longestFrame;
    state.longestFrame = 0;
    const buttons = [...document.querySelectorAll('button')];
    const train = buttons.find((one) => one.textContent === 'Train');
    return {
      longest,
      busy: buttons.some((one) => one.textContent === 'Cancel'),
      ready: train !== undefined && !train.disabled && train.ariaDisabled !== 'true',
      phase: document.querySelector('p [role=status]')?.textContent ?? '',
      alert: document.querySelector('[role=alert]')?.textContent ?? '',
    };
  });

async function openText(
  page: Page,
  browserId: number,
  name: string,
  path: string,
): Promise<Opening> {
  const processes = findProcesses(browserId);
  const peak = { renderer: 0, browser: 0 };
  const usedBefore = readSeconds(processes.page);
  const phases: Record<string, number> = {};
  let phase = 'other';
  const sampling = setInterval(() => {
    const { renderer, browser } = readMemory(processes);
    peak.renderer = Math.max(peak.renderer, renderer);
    peak.browser = Math.max(peak.browser, browser);
    phases[phase] = Math.max(phases[phase] ?? 0, renderer);
  }, EVERY_MS);
  try {
    await page.getByRole('tab', { name: 'Edit' }).click();
    await look(page);
    let longestFrame = 0;
    const begun = performance.now();
    let seconds = 0;
    let work = 0;
    await page.getByLabel('Text file', { exact: true }).setInputFiles(path);
    for (let wasBusy = false, readySince = 0; ; ) {
      const seen = await look(page);
      phase = seen.phase.replace(/[\d %]*$/, '').replace(/^Opening .*/, 'Opening') || 'other';
      longestFrame = Math.max(longestFrame, seen.longest);
      wasBusy ||= seen.busy;
      if (performance.now() - begun > LIMIT_MS)
        throw new Error(`${name}: not ready. ${seen.alert}`);
      const now = performance.now();
      // It may be ready for a moment between opening and preparing.
      if (!wasBusy || seen.busy || !seen.ready) readySince = now;
      else if (now - readySince > 1000) {
        seconds = (readySince - begun) / 1000;
        work = readSeconds(processes.page) - usedBefore;
        break;
      }
      await page.waitForTimeout(50);
    }
    await page.waitForTimeout(SETTLE_MS);
    return { name, seconds, work, peak, settled: readMemory(processes), phases, longestFrame };
  } finally {
    clearInterval(sampling);
  }
}

function chosen(kinds: readonly string[] | undefined): readonly StrainText[] {
  if (!kinds) return STRAIN_TEXTS;
  const names = STRAIN_TEXTS.map(({ name }) => name);
  const unknown = kinds.find((kind) => !names.includes(kind));
  if (unknown !== undefined) {
    throw new Error(`bench: --kinds: no "${unknown}". There are: ${names.join(', ')}.`);
  }
  return STRAIN_TEXTS.filter(({ name }) => kinds.includes(name));
}

/** Opens each text in the built page in a browser of its own, and watches the memory of its processes. */
export async function benchMemory({
  kinds,
  megabytes,
  opens,
}: Pick<BenchOptions, 'kinds' | 'megabytes' | 'opens'>): Promise<unknown> {
  const texts = chosen(kinds);
  const executablePath = ensureChromium();
  await buildIfStale();
  const server = await serve();
  const folder = mkdtempSync(join(tmpdir(), 'cloze-bench-'));
  const results: Opening[] = [];
  try {
    for (const text of texts) {
      for (const size of megabytes) {
        const path = join(folder, `text.${text.extension}`);
        const file = openSync(path, 'w');
        writeText(text, size * 1e6, (piece) => writeSync(file, piece));
        closeSync(file);
        const host = await chromium.launchServer({ executablePath, args: [...LAUNCH_ARGS] });
        const browser = await chromium.connect(host.wsEndpoint());
        try {
          const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
          await page.goto(`${server.url}#backend=wasm`);
          await page.getByRole('button', { name: 'Train', exact: true }).waitFor();
          await page.waitForTimeout(SETTLE_MS);
          const idle = readMemory(findProcesses(host.process().pid!)).renderer.toFixed(0);
          for (let i = 1; i <= opens; i++) {
            const name = `${text.name}, ${size} MB${opens > 1 ? `, opening ${i}` : ''}`;
            console.error(`bench: ${name} (${text.what}); the page before: ${idle} MB …`);
            const opened = await openText(page, host.process().pid!, name, path);
            const phases = Object.entries(opened.phases).map(([p, mb]) => `${p} ${mb.toFixed(0)}`);
            console.error(`bench: peaks by phase, MB: ${phases.join(', ')}`);
            results.push(opened);
          }
        } finally {
          await browser.close();
          await host.close();
        }
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
    await server.close();
  }
  console.log(`\n${describeMachine()}\n\n${memoryTable(results)}`);
  return results;
}

function memoryTable(results: readonly Opening[]): string {
  const heading =
    'text|ready s|work s|renderer peak MB|settled MB|browser peak MB|settled MB|longest frame ms';
  return formatTable([
    heading.split('|'),
    ...results.map(({ name, seconds, work, peak, settled, longestFrame }) => [
      name,
      seconds.toFixed(1),
      work.toFixed(1),
      ...[peak.renderer, settled.renderer, peak.browser, settled.browser].map((mb) =>
        mb.toFixed(0),
      ),
      longestFrame.toFixed(0),
    ]),
  ]);
}
