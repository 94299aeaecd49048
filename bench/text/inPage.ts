import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { ensureChromium, LAUNCH_ARGS } from '../../scripts/chromium.mjs';
import { serve } from '../../scripts/serve.mjs';
import { formatTable } from '../../scripts/table.mjs';
import { buildIfStale } from '../page/bench';
import type { BenchText } from './texts';

export interface InPage {
  readonly name: string;
  /** From choosing the file until the text can be trained on */
  readonly seconds: number;
  /** The page's JavaScript heap, MB: its largest while the text was opened, and afterwards */
  readonly heapPeak: number;
  readonly heapAfter: number;
  /** The longest time between two frames while the text was prepared, ms */
  readonly longestFrame: number;
  /** Times between frames while the page scrolls through the masked text, ms */
  readonly scrollMedian: number;
  readonly scroll95: number;
}

const counted = (page: Page) => page.getByLabel('Counts');

/** The longest time between two frames until `stop` is called. */
async function watchFrames(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const frames = { longest: 0, on: true };
    Object.assign(window, { frames });
    let last = performance.now();
    const frame = () => {
      const now = performance.now();
      frames.longest = Math.max(frames.longest, now - last);
      last = now;
      if (frames.on) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  return () =>
    page.evaluate(() => {
      const { frames } = window as unknown as { frames: { longest: number; on: boolean } };
      frames.on = false;
      return frames.longest;
    });
}

/** Times between frames while the masked text scrolls by a few lines a frame, sorted. */
const scroll = (page: Page) =>
  page.evaluate(async () => {
    const list = document.querySelector('[aria-label=Tokens]')!.parentElement!;
    const gaps: number[] = [];
    let last = performance.now();
    for (let i = 0; i < 240; i++) {
      list.scrollTop += 60;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = performance.now();
      gaps.push(now - last);
      last = now;
    }
    return gaps.sort((a, b) => a - b);
  });

async function openText(page: Page, path: string, text: BenchText): Promise<InPage> {
  const session = await page.context().newCDPSession(page);
  const heap = async () => {
    const { usedSize, backingStorageSize } = (await session.send('Runtime.getHeapUsage')) as {
      usedSize: number;
      backingStorageSize?: number;
    };
    return (usedSize + (backingStorageSize ?? 0)) / 1e6;
  };
  await page.getByRole('tab', { name: 'Edit' }).click();
  const stop = await watchFrames(page);
  let heapPeak = 0;
  const begun = performance.now();
  await page.getByLabel('Text file', { exact: true }).setInputFiles(path);
  const characters = text.text.length.toString().replace(/\B(?=(\d{3})+$)/g, '\u202f');
  for (;;) {
    heapPeak = Math.max(heapPeak, await heap());
    const shown = (await counted(page).textContent()) ?? '';
    const busy = await page.getByRole('button', { name: 'Cancel', exact: true }).count();
    if (shown.includes(`characters${characters}`) && !busy) break;
    await page.waitForTimeout(50);
  }
  const seconds = (performance.now() - begun) / 1000;
  const longestFrame = await stop();
  await session.send('HeapProfiler.collectGarbage');
  const heapAfter = await heap();
  await page.getByRole('tab', { name: 'Masked' }).click();
  await page
    .getByRole('list', { name: 'Tokens', exact: true })
    .getByRole('listitem')
    .first()
    .waitFor();
  const gaps = await scroll(page);
  return {
    name: text.name,
    ...{ seconds, heapPeak, heapAfter, longestFrame },
    scrollMedian: gaps[gaps.length >> 1]!,
    scroll95: gaps[Math.floor(gaps.length * 0.95)]!,
  };
}

/** Opens each text in the built page as a person would, and measures time, memory and smoothness. */
export async function measureInPage(texts: readonly BenchText[]): Promise<InPage[]> {
  const executablePath = ensureChromium();
  await buildIfStale();
  const server = await serve();
  const folder = mkdtempSync(join(tmpdir(), 'cloze-bench-'));
  const results: InPage[] = [];
  try {
    for (const text of texts) {
      const path = join(folder, 'text.txt');
      writeFileSync(path, text.text);
      const browser = await chromium.launch({ executablePath, args: [...LAUNCH_ARGS] });
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(`${server.url}#backend=wasm`);
      await page.getByRole('figure', { name: 'Attention layer 1 head 1', exact: true }).waitFor();
      results.push(await openText(page, path, text));
      await browser.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
    await server.close();
  }
  return results;
}

export function inPageTable(results: readonly InPage[]): string {
  return formatTable([
    [
      'in the page',
      'ready s',
      'heap peak MB',
      'heap after MB',
      'longest frame ms',
      'scrolling ms a frame',
      '95 %',
    ],
    ...results.map((r) => [
      r.name,
      r.seconds.toFixed(1),
      r.heapPeak.toFixed(0),
      r.heapAfter.toFixed(0),
      r.longestFrame.toFixed(0),
      r.scrollMedian.toFixed(1),
      r.scroll95.toFixed(1),
    ]),
  ]);
}
