import { expect, type Locator, type Page, type Worker } from '@playwright/test';
import { AUTO_KEYS } from '../src/config/auto';
import { DEFAULT_SETTINGS, type Settings } from '../src/config/settings';
import type { WorkerName } from '../src/protocol/workers';
import { OWN_SENTENCES, OWN_TEXT } from './text';

/**
 * `expect` for what waits until a model has trained or a long text has been read. It only ends a test that hangs; the
 * plain `expect` gives up sooner, so that a wrong locator costs a minute at most.
 */
export const patiently = expect.configure({ timeout: 600_000 });

/** What the WASM engine cannot start without. */
export const KERNELS = '**/kernels-*.wasm';

/** What Auto would decide from the text: a test is to know it. */
const FIXED = Object.fromEntries(AUTO_KEYS.map((key) => [key, DEFAULT_SETTINGS[key]]));

/** A model that takes a step in milliseconds, with one layer of two heads. */
const SMALL: Partial<Settings> = {
  ...FIXED,
  backend: 'wasm',
  workers: 1, // Left open, each visit would time how many are best.
  hiddenSize: 16,
  numHiddenLayers: 1,
  numAttentionHeads: 2,
  intermediateSize: 32,
  maxPositionEmbeddings: 16,
  batchSize: 8,
  loadBestModelAtEnd: false, // A test counts steps.
  maxSteps: 100_000, // No machine gets there while a test looks on, so Pause stays.
  warmupSteps: 5,
  learningRate: 0.01,
  vocabSize: 200,
};

/** The address of the page with the small model; `changed` settings win. */
export function small(changed: Partial<Settings> = {}): string {
  const settings = { ...SMALL, ...changed };
  const pairs = Object.entries(settings).map(([name, value]) => [name, `${value}`]);
  return `./#${new URLSearchParams(pairs)}`;
}

export const tab = (page: Page, name: 'Edit' | 'Tokens' | 'Masked') =>
  page.getByRole('tab', { name, exact: true });
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
/** A link to a part of the page. */
export const partLink = (page: Page, name: 'Playground' | 'Experiments' | 'Library') =>
  page.getByRole('navigation').getByRole('link', { name, exact: true });
export const textbox = (page: Page) => page.getByRole('textbox', { name: 'Training text' });
export const textChoice = (page: Page) => page.getByRole('combobox', { name: 'Text', exact: true });
export const fileInput = (page: Page) => page.getByLabel('Text file', { exact: true });
export const alert = (page: Page) => page.getByRole('alert');
export const specimen = (page: Page) => page.getByRole('region', { name: 'Specimen' });
/** The box for a sentence of one's own; there after a click on "Edit sentence". */
export const sentenceBox = (page: Page) => page.getByRole('textbox', { name: 'Sentence to fill' });
export const attention = (page: Page, layer: number, head: number) =>
  page.getByRole('figure', { name: `Attention layer ${layer} head ${head}`, exact: true });
export const guesses = (page: Page, blank: number) =>
  page.getByRole('list', { name: `Guesses for blank ${blank}`, exact: true });
export const tokens = (page: Page) =>
  page.getByRole('list', { name: 'Tokens', exact: true }).getByRole('listitem');

/** All live workers with one of these names. */
export async function workersNamed(page: Page, ...names: WorkerName[]): Promise<Worker[]> {
  const all = page.workers();
  // A worker that ends while it is asked has no name.
  const found = await Promise.all(all.map((w) => w.evaluate(() => self.name).catch(() => '')));
  return all.filter((_, i) => names.some((name) => name === found[i]));
}

/** A bare number as the page writes it, thin spaces as thousands marks. */
export function toNumber(text: string): number {
  const plain = text.replace(/\u202f/g, '');
  if (!/^\d+(\.\d+)?$/.test(plain)) throw new Error(`"${text}" is not a bare number`);
  return Number(plain);
}

/** The number in `locator`, NaN while it is not one. */
export async function numberIn(locator: Locator): Promise<number> {
  const text = (await locator.textContent()) ?? '';
  return /\d/.test(text) ? toNumber(text) : Number.NaN;
}

export const stepOf = (page: Page) => numberIn(page.getByTestId('step'));

/** Waits until the run is past `step`. */
export const passStep = (page: Page, step: number) =>
  patiently.poll(() => stepOf(page)).toBeGreaterThan(step);

/** Waits until the run has ended, or stands, at `step`. */
export const reachStep = (page: Page, step: number) =>
  patiently.poll(() => stepOf(page)).toBe(step);

/** The worker of this name. */
export async function workerOf(page: Page, name: WorkerName): Promise<Worker> {
  const [worker] = await workersNamed(page, name);
  if (!worker) throw new Error(`There is no worker "${name}".`);
  return worker;
}

/** A figure under "Counts"; NaN while the text is being prepared. */
export const count = (page: Page, name: string) =>
  numberIn(page.getByLabel('Counts').locator('div', { hasText: name }).locator('dd'));

/** Writes a sentence into the specimen and has its blanks filled. */
export async function fillSentence(page: Page, sentence: string): Promise<void> {
  await button(page, 'Edit sentence').click();
  const box = sentenceBox(page);
  await expect(box).toBeFocused();
  await box.fill(sentence);
  await box.press('Enter');
}

/** Opens the page and waits for its first text, which would otherwise replace what a test puts there. */
export async function open(page: Page, address = small()): Promise<void> {
  await page.goto(address);
  await expect.poll(() => count(page, 'characters')).toBeGreaterThan(0);
}

/** Loads the page at `address`, even if it differs from the present one only in its hash. */
export async function gotoAnew(page: Page, address: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(address);
}

/** As `open`, in a new visit. */
export async function openAnew(page: Page, address: string): Promise<void> {
  await page.goto('about:blank');
  await open(page, address);
}

/** Opens the experiments and waits for their language; `more` is more of the address. */
export async function openExperiments(page: Page, more = ''): Promise<void> {
  await page.goto(`./#part=experiments&backend=wasm&workers=1${more}`);
  await patiently(button(page, 'Train all three')).toBeEnabled();
}

/** The smallest model that gets near the floor of a language, and the quickest way there (artificial/testLearning.ts). */
export const QUICK = { hiddenSize: 32, intermediateSize: 64, learningRate: 0.005 };

/** Has experiments on languages train models that learn six times as quickly. The page offers no such settings for them. */
export async function trainQuickly(page: Page): Promise<void> {
  await page.addInitScript((quick) => {
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (
      this: Worker,
      ...[message, ...rest]: [{ runs?: { settings: object }[] }, ...unknown[]]
    ) {
      const runs = message.runs?.map((run) => ({
        ...run,
        settings: { ...run.settings, ...quick },
      }));
      Reflect.apply(postMessage, this, [runs ? { ...message, runs } : message, ...rest]);
    };
  }, QUICK);
}

/** Reloads the page once the browser has confirmed all that was written to its storage. */
export async function reload(page: Page): Promise<void> {
  await expect(page.locator('html')).not.toHaveAttribute('data-writing');
  await page.reload();
}

/** Replaces the training text, as pasting over all of it does. */
export async function paste(page: Page, text: string): Promise<void> {
  // By keyboard: while the page loads, what arrives may move the tab under the mouse.
  await tab(page, 'Edit').press('Enter');
  await textbox(page).fill(text);
}

/** Opens the page and gives it OWN_TEXT in place of its first text. */
export async function openOwnText(page: Page, address = small()): Promise<void> {
  await open(page, address);
  await paste(page, OWN_TEXT);
  await expect.poll(() => count(page, 'sentences')).toBe(OWN_SENTENCES.length);
}

/** Waits until there is a model and the page shows its attention. */
export async function ready(page: Page): Promise<void> {
  await expect(attention(page, 1, 1)).toBeVisible();
}

/** Takes the first step: shows that the text can be trained on. */
export async function takeFirstStep(page: Page): Promise<void> {
  await button(page, 'Step').click();
  await patiently(page.getByTestId('step')).toHaveText('1');
  await expect(page.getByTestId('train-loss')).toHaveText(/^\d+\.\d+$/);
}

/** The value of a setting in the page's address. */
export function inAddress(page: Page, name: keyof Settings): string {
  const params = new URLSearchParams(new URL(page.url()).hash.slice(1));
  return params.get(name) ?? `${DEFAULT_SETTINGS[name]}`;
}

/**
 * Records every value that an attribute takes from now on, or the text if no attribute is given. It watches `locator`
 * itself, or the first element inside it that matches `selector`, which may come and go.
 */
export async function noteValues(
  locator: Locator,
  attribute?: string,
  selector?: string,
): Promise<() => Promise<string[]>> {
  const notes = await locator.evaluateHandle(
    (element, { attribute, selector }) => {
      const seen: string[] = [];
      const note = () => {
        const noted = selector ? element.querySelector(selector) : element;
        const value = attribute ? noted?.getAttribute(attribute) : noted?.textContent;
        if (typeof value === 'string' && value !== seen.at(-1)) seen.push(value);
      };
      const inside = !attribute || selector !== undefined;
      new MutationObserver(note).observe(element, {
        ...(attribute ? { attributeFilter: [attribute] } : { characterData: true }),
        ...{ subtree: inside, childList: inside },
      });
      return seen;
    },
    { attribute, selector },
  );
  return () => notes.jsonValue();
}

/** Records every status message from now on; a reload starts the record anew. */
export async function noteStatuses(page: Page): Promise<() => Promise<string[]>> {
  const watch = () => {
    const said = new Set<string>();
    Object.assign(globalThis, { said });
    const note = () => {
      for (const status of document.querySelectorAll('[role=status]')) {
        said.add(status.textContent ?? '');
      }
    };
    new MutationObserver(note).observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  };
  await page.addInitScript(watch);
  await page.evaluate(watch);
  return () => page.evaluate(() => [...(globalThis as unknown as { said: Set<string> }).said]);
}
