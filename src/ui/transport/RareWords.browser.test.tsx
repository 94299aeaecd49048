import { act } from 'react';
import { afterEach, expect, it } from 'vitest';
import { AUTO_KEYS } from '../../config/auto';
import type { AppState } from '../../store/app';
import { type Shown, show, testApp } from '../testPage';
import RareWords from './RareWords';

let page: Shown;
afterEach(() => page.end());

const source = { name: 'Abeilles', text: 'Une abeille.', characters: 12 };
/** A short text that Auto reads as whole words, as prepared with this share of rare ones */
const preparedWith = (tokens: number) =>
  ({
    source,
    facts: { language: 'fr', words: 400, sentences: 42, recurring: 0.7 },
    stats: { unknown: { spelling: { tokens } } },
    madeFor: { tokenizer: 'word' },
  }) as unknown as NonNullable<AppState['prepared']>;

async function shown(share: number) {
  const nothing = () => {};
  const app = testApp({
    run: { offer: nothing, takeSettings: nothing },
    text: { prepare: nothing },
  });
  app.store.setState({ source, prepared: preparedWith(share) });
  app.settings.leaveToAuto(...AUTO_KEYS);
  page = await show(app, <RareWords />);
  return { app, tokenizer: () => app.store.getState().settings.tokenizer };
}

it('says calmly what whole words leave out, and offers pieces and the way back', async () => {
  const { app, tokenizer } = await shown(0.27);
  expect(tokenizer()).toBe('word');
  expect(page.text()).toContain('27 % of the tokens are words too rare for the vocabulary');
  expect(document.querySelector('[role=alert]')).toBeNull();
  page.button('Read rare words in pieces')!.focus();
  await page.press('Read rare words in pieces');
  expect(tokenizer()).toBe('wordpiece');
  expect(page.text()).toContain('Rare words are read in pieces.');
  // The keyboard stays where it was.
  expect(document.activeElement).toBe(page.button('Read them as unknown again'));
  await page.press('Read them as unknown again');
  expect(tokenizer()).toBe('word');
  expect(app.store.getState().auto).toContain('tokenizer');
});

it('says nothing where few words are left out, or of another text', async () => {
  const { app } = await shown(0.2);
  expect(page.text()).toBe('');
  await act(async () => app.store.setState({ prepared: preparedWith(0.21) }));
  expect(page.text()).not.toBe('');
  await page.press('Read rare words in pieces');
  await act(async () => app.store.setState({ source: { ...source } }));
  expect(page.text()).toBe('');
});
