import { act } from 'react';
import { afterEach, expect, it } from 'vitest';
import { AUTO_KEYS } from '../../config/auto';
import type { AppState } from '../../store/app';
import { type Shown, show, testApp } from '../testPage';
import { PresetChoice } from './PresetChoice';

let page: Shown;
afterEach(() => page.end());

const source = { name: 'Bees', text: 'A bee.', characters: 6 };
/** A text that Auto begins from the starter, as long as the model has its size */
const prepared = {
  source,
  facts: {
    ...{ language: 'en', words: 400, sentences: 42, recurring: 0.7 },
    starter: { language: 'en', read: 0 },
  },
  madeFor: {},
} as unknown as NonNullable<AppState['prepared']>;

async function shown() {
  const nothing = () => {};
  const app = testApp({
    run: { offer: nothing, takeSettings: nothing },
    text: { prepare: nothing },
  });
  app.store.setState({ source, prepared });
  app.settings.leaveToAuto(...AUTO_KEYS);
  page = await show(app, <PresetChoice />);
  const radio = (name: string) =>
    [...document.querySelectorAll('label')]
      .find((label) => label.textContent?.startsWith(name))!
      .querySelector('input')!;
  const choose = (name: string) => act(async () => radio(name).click());
  return { app, radio, choose, settings: () => app.store.getState().settings };
}

it('says what a size changes besides, with a way back', async () => {
  const { app, radio, choose, settings } = await shown();
  const before = settings();
  expect(before.beginFrom).toBe('starter');
  await choose('Medium');
  expect(settings()).toMatchObject({ hiddenSize: 128, beginFrom: 'nothing', tokenizer: 'word' });
  expect(page.text()).toContain(
    'The model is not pretrained any more: it begins from random numbers. Changed with it: whole words, 300 steps,',
  );
  await page.press('Change it back');
  expect(settings()).toEqual(before);
  expect(app.store.getState().auto).toEqual(AUTO_KEYS);
  expect(radio('Small').checked).toBe(true);
  expect(page.text()).not.toContain('Changed with it');
  expect(document.activeElement?.getAttribute('type')).toBe('radio');
});

it('says what a size is by what no text and no other size changes', async () => {
  const { choose } = await shown();
  const names = page.text();
  expect(names).toContain('Tiny 1 layer of 32');
  await choose('Tiny');
  expect(page.text().startsWith(names)).toBe(true);
});
