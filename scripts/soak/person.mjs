// What a person does with the page while it trains. Every round does the same, so rounds can be compared.
const button = (page, name) => page.getByRole('button', { name, exact: true });
const part = (page, name) =>
  page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

/**
 * What the person opens: two layers of two heads, and more steps than any machine takes. With one WASM worker: timed at
 * each start, the number would differ from soak to soak.
 */
export const addressOn = (backend) =>
  `#${new URLSearchParams({
    ...{ backend, workers: '1', text: 'harbour', tokenizer: 'wordpiece', vocabSize: '512' },
    ...{ hiddenSize: '32', numHiddenLayers: '2', numAttentionHeads: '2', intermediateSize: '64' },
    ...{ maxPositionEmbeddings: '32', batchSize: '16', maxSteps: '1000000' },
  })}`;

const SENTENCES = ['The ___ came back in the morning.', 'She saw the [MASK] of the ___.'];

/** Starts training, or goes on with a run that has ended. */
export async function keepTraining(page) {
  const train = button(page, 'Train');
  if (await train.isVisible()) await train.click();
}

const inPlayground = {
  async 'hovers maps and words'(page) {
    const maps = page.getByRole('figure', { name: /^Attention layer \d+ head \d+$/ });
    for (const map of await maps.all()) await map.hover();
    const words = page.locator('[data-sentence] [data-place]');
    for (const i of [0, 2, 4]) await words.nth(i).hover();
  },
  async 'fills a sentence'(page, round) {
    await button(page, 'Edit sentence').click();
    const box = page.getByRole('textbox', { name: 'Sentence to fill' });
    await box.fill('');
    await box.pressSequentially(SENTENCES[round % SENTENCES.length]);
    await box.press('Enter');
    await page.getByRole('list', { name: 'Guesses for blank 1', exact: true }).waitFor();
    await button(page, 'Next sentence').click();
  },
  async 'plays the recording'(page) {
    await button(page, 'Play recording').click();
    await page.waitForTimeout(500);
    const live = button(page, '→ live');
    if (await live.isVisible()) await live.click(); // else it has played to its end
  },
  async 'changes the mask ratio'(page, round) {
    const slider = page.getByRole('slider', { name: 'Mask ratio' });
    await slider.fill(`${12 + (round % 3)}`);
  },
  async 'looks at the text by tokens'(page) {
    for (const name of ['Tokens', 'Masked', 'Edit', 'Masked']) {
      await page.getByRole('tab', { name, exact: true }).click();
      await page.waitForTimeout(100);
    }
  },
  async 'opens the figures and a large map'(page) {
    await button(page, 'Enlarge layer 1, head 1').click();
    await button(page, 'All heads').click();
    const figures = page
      .getByRole('figure', { name: 'Loss curve' })
      .getByText('Show the figures', { exact: true });
    await figures.click();
    await page.waitForTimeout(200);
    await page.getByRole('figure', { name: 'Loss curve' }).locator('summary').first().click();
  },
  async 'keeps the run'(page) {
    await button(page, 'Keep run').click();
    await page.getByText(/^step .+ kept$/).waitFor();
  },
};

const elsewhere = {
  async 'deletes the kept run in the Library'(page) {
    await part(page, 'Library');
    await page
      .getByRole('button', { name: /^Delete / })
      .first()
      .click();
    await button(page, 'Undo').waitFor();
  },
  async 'opens languages in Experiments'(page, round) {
    await part(page, 'Experiments');
    await button(page, 'Train all three').waitFor();
    const language = page.getByRole('combobox', { name: 'Language' });
    await language.selectOption(['cases', 'topics'][round % 2]);
    await page.getByRole('button', { name: 'Next sentence', exact: true }).click();
  },
  async 'goes back to the playground'(page) {
    await part(page, 'Playground');
    await page.getByRole('figure', { name: 'Attention layer 1 head 1', exact: true }).waitFor();
  },
};

/** What is done in a round, in order: what it is called, and how. */
export const ACTIONS = Object.entries({ ...inPlayground, ...elsewhere });
