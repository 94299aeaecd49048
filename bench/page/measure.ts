import type { Browser, Page } from '@playwright/test';
import { awaitGpu } from '../awaitGpu';

/** What the page showed of one backend. */
export interface PageResult {
  readonly backend: string;
  readonly stepsPerSecond: number;
  readonly tokensPerSecond: number | undefined;
  /** Measured from outside, with evaluation and drawing; coarse on a short run */
  readonly watchedStepsPerSecond: number | undefined;
  /** From pressing Train to the first step that the page shows */
  readonly firstStepSeconds: number;
  readonly steps: number;
  readonly guessMilliseconds: number | undefined;
}

const FIRST_STEP_LIMIT_S = 180; // Pipelines compile for seconds; tfjs on the CPU takes seconds a step.
const POLL_MS = 50;

/** "1 234.5" with any thousands space -> 1234.5; undefined if the page shows no number. */
function numberIn(text: string | undefined): number | undefined {
  const bare = (text ?? '').replace(/\s/g, '');
  return bare === '' || Number.isNaN(Number(bare)) ? undefined : Number(bare);
}

/** Everything the page shows now, read at one moment, so that the figures belong together. */
async function readPage(page: Page) {
  const seen = await page.evaluate(() => {
    const text = (selector: string) => document.querySelector(selector)?.textContent ?? undefined;
    const named = (name: string) => text(`[data-testid=${name}]`);
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
    step: numberIn(seen.step) ?? 0,
    stepsPerSecond: numberIn(seen.stepsPerSecond),
    tokensPerSecond: numberIn(seen.tokensPerSecond),
  };
}

type Seen = Awaited<ReturnType<typeof readPage>>;

/** Polls until `done(seen)` or until time is up. Throws the page's own alert. */
async function watch(page: Page, limitSeconds: number, done: (seen: Seen) => boolean) {
  const end = performance.now() + limitSeconds * 1000;
  for (;;) {
    const seen = await readPage(page);
    if (seen.alert) throw new Error(seen.alert);
    if (done(seen) || performance.now() > end) return seen;
    await page.waitForTimeout(POLL_MS);
  }
}

/**
 * How long a person waits, with training paused, from clicking a word of the specimen to its guesses: the median, ms,
 * by the page's own clock. Undefined if the page shows no specimen.
 */
async function guessMilliseconds(page: Page): Promise<number | undefined> {
  const pause = page.getByRole('button', { name: 'Pause', exact: true });
  await pause.click({ timeout: 2000 }).catch(() => {}); // a finished run has no Pause
  await page.getByRole('button', { name: 'Train', exact: true }).waitFor({ timeout: 60_000 });
  const times = await page.evaluate(async () => {
    const lists = () => document.querySelectorAll('[aria-label^="Guesses for blank"]');
    const full = () => [...lists()].every((list) => list.children.length === 5);
    const times: number[] = [];
    for (let i = 0; i < 7; i++) {
      const word = document.querySelector<HTMLElement>(
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
  // The first click does not count: on some backends it compiles programs for the new number of blanks.
  return times.slice(1).sort((a, b) => a - b)[Math.floor((times.length - 1) / 2)];
}

/** Presses Train and returns when, by the page's own clock, so waiting for the button does not count. */
async function pressTrain(page: Page): Promise<number> {
  await page.evaluate(() => {
    const note = () => performance.mark('bench-start');
    addEventListener('click', note, { capture: true, once: true });
  });
  const train = page.getByRole('button', { name: 'Train', exact: true });
  await train.click({ timeout: 20_000 }).catch(() => {
    throw new Error('the page shows no button "Train" that can be pressed');
  });
  return page.evaluate(
    () => performance.getEntriesByName('bench-start')[0]?.startTime ?? performance.now(),
  );
}

/** Measures one backend on a fresh page, without a run to resume. Throws the reason if that fails. */
export async function measureBackend(
  browser: Browser,
  url: string,
  backend: string,
  { steps, seconds }: { steps: number; seconds: number },
): Promise<PageResult> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    // The default settings: a shorter run would take the exam more often.
    await page.goto(`${url}#backend=${backend}`);
    const start = await pressTrain(page);

    const first = await watch(page, FIRST_STEP_LIMIT_S, ({ step }) => step >= 1);
    if (first.step < 1) throw new Error(`no step within ${FIRST_STEP_LIMIT_S} s`);
    if (!first.backend?.startsWith(backend)) {
      throw new Error(`the page runs "${first.backend ?? 'no backend it names'}" instead`);
    }
    // The page may drop the rate when the run ends, so the last one shown counts.
    let shown = first;
    const last = await watch(page, seconds, (seen) => {
      if (seen.stepsPerSecond !== undefined && seen.tokensPerSecond !== undefined) shown = seen;
      return seen.step >= steps;
    });
    if (!last.backend?.startsWith(backend)) {
      throw new Error(`the page went over to "${last.backend}" at step ${last.step}`);
    }
    if (shown.stepsPerSecond === undefined) throw new Error('the page shows no steps per second');
    const watched = (last.now - first.now) / 1000;
    return {
      backend,
      stepsPerSecond: shown.stepsPerSecond,
      tokensPerSecond: shown.tokensPerSecond,
      watchedStepsPerSecond: watched > 0 ? (last.step - first.step) / watched : undefined,
      firstStepSeconds: (first.now - start) / 1000,
      steps: last.step,
      guessMilliseconds: await guessMilliseconds(page),
    };
  } finally {
    await context.close();
  }
}

/** The name of WebGPU's GPU; "none" explains why there is no webgpu row. */
export async function describeAdapter(
  browser: Browser,
  url: string,
  { gpu }: { gpu: boolean },
): Promise<string> {
  const page = await browser.newPage();
  await page.goto(url);
  if (gpu) await awaitGpu(page);
  const name = await page.evaluate(async () => {
    const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return 'none';
    const { vendor, architecture, description } = adapter.info;
    return [vendor, architecture, description].filter(Boolean).join(' ') || 'unnamed';
  });
  await page.close();
  return name;
}
