import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type FrameLocator, type Page } from '@playwright/test';
import { ensureChromium, LAUNCH_ARGS } from '../../scripts/chromium.mjs';
import { serve } from '../../scripts/serve.mjs';
import { formatTable } from '../../scripts/table.mjs';
import { describeMachine } from '../machine';
import { findProcesses, readSeconds, readWorkerSeconds } from '../memory/processes';
import type { BenchOptions } from '../options';
import { buildIfStale } from '../page/bench';
import { median } from '../rounds';

/**
 * A model of a million parameters: with both moments twelve megabytes at each saving. With one worker: timed for each run,
 * the number would differ.
 */
const ADDRESS = `#${new URLSearchParams({
  ...{ backend: 'wasm', workers: '1', text: 'harbour', tokenizer: 'wordpiece', vocabSize: '2048' },
  ...{ hiddenSize: '128', numHiddenLayers: '4', numAttentionHeads: '4', intermediateSize: '512' },
  ...{ maxPositionEmbeddings: '64', batchSize: '8', maxSteps: '1000000' },
})}`;

/** What one run used between two moments. */
interface Run {
  readonly steps: number;
  /** CPU seconds of the workers, which train and save */
  readonly workers: number;
  /** CPU seconds of the browser's own process, which writes what is saved */
  readonly browser: number;
}

const stepOf = async (page: Page | FrameLocator) =>
  Number((await page.getByTestId('step').textContent())?.replace(/\D/g, ''));

async function train(browser: Browser, id: number, url: string, seconds: number, saves: boolean) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    await page.goto(url);
    const cloze = saves ? page : page.frameLocator('iframe');
    await cloze.getByRole('button', { name: 'Train', exact: true }).click();
    while ((await stepOf(cloze)) < 20) await page.waitForTimeout(200);
    const read = async () => ({
      step: await stepOf(cloze),
      workers: readWorkerSeconds(id),
      browser: readSeconds(findProcesses(id).browser),
    });
    const before = await read();
    await page.waitForTimeout(1000 * seconds);
    const after = await read();
    return {
      steps: after.step - before.step,
      workers: after.workers - before.workers,
      browser: after.browser - before.browser,
    } satisfies Run;
  } finally {
    await page.close();
  }
}

const costOf = ({ steps, workers, browser }: Run) => (1000 * (workers + browser)) / steps;

/**
 * Trains by turns in the page, which saves the run by itself, and in the page as another site embeds it, which keeps
 * nothing, and compares the CPU time that a step takes, writing included. Prints a table.
 */
export async function benchSaving({ rounds, seconds }: Pick<BenchOptions, 'rounds' | 'seconds'>) {
  const executablePath = ensureChromium();
  await buildIfStale();
  const server = await serve();
  const frame = `<iframe width="1440" height="900" src="${server.url}${ADDRESS}"></iframe>`;
  const site = createServer((_, answer) => {
    answer.setHeader('Content-Type', 'text/html').end(`<!doctype html>${frame}`);
  });
  await new Promise<void>((resolve) => site.listen(0, 'localhost', resolve));
  const elsewhere = `http://localhost:${(site.address() as AddressInfo).port}`;
  const results: { readonly saving: Run; readonly not: Run }[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const measure = async (saves: boolean) => {
        // A browser each, so that one run's processes are not another's.
        const host = await chromium.launchServer({ executablePath, args: [...LAUNCH_ARGS] });
        const browser = await chromium.connect(host.wsEndpoint());
        const url = saves ? server.url + ADDRESS : elsewhere;
        try {
          return await train(browser, host.process().pid!, url, seconds, saves);
        } finally {
          await browser.close();
          await host.close();
        }
      };
      // The first of a pair may find the machine warmer or colder: each is first by turns.
      const first = await measure(round % 2 === 0);
      const second = await measure(round % 2 === 1);
      const [saving, not] = round % 2 === 0 ? [first, second] : [second, first];
      console.error(
        `bench: round ${round + 1}: ${costOf(saving).toFixed(2)} and ${costOf(not).toFixed(2)} ms a step`,
      );
      results.push({ saving, not });
    }
  } finally {
    site.close();
    await server.close();
  }
  const row = (name: string, runs: readonly Run[]) => [
    name,
    median(runs.map(({ steps }) => steps)),
    ...(['workers', 'browser'] as const).map((part) =>
      median(runs.map((run) => (1000 * run[part]) / run.steps)).toFixed(2),
    ),
    median(runs.map(costOf)).toFixed(2),
  ];
  const speed = median(results.map(({ saving, not }) => saving.steps / not.steps));
  const ratio = median(results.map(({ saving, not }) => costOf(saving) / costOf(not)));
  const heading = ['', `steps in ${seconds} s`, 'CPU ms a step: workers', 'browser', 'both'];
  console.log(
    `\n${describeMachine()}\n\n${formatTable([
      heading,
      row(
        'saves itself',
        results.map(({ saving }) => saving),
      ),
      row(
        'keeps nothing',
        results.map(({ not }) => not),
      ),
    ])}\n\nMedians of ${rounds} pairs: where it saves itself, ${(100 * (ratio - 1)).toFixed(1)} % more CPU time a step, and ${(100 * speed).toFixed(1)} % of the steps in the same time. A run saves itself most often in its first minutes.`,
  );
  return results;
}
