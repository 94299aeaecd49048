import { page as browser } from '@vitest/browser/context';
import { act } from 'react';
import { afterEach, expect, it } from 'vitest';

import { fakeUses } from '../../store/uses/testUses';
import { type Shown, show, testApp } from '../testPage';
import { sessionOf } from './session';
import UsesPage from './UsesPage';

let page: Shown;
afterEach(() => page.end());

async function shown(use?: string, actions: Parameters<typeof fakeUses>[0] = {}, width = 1280) {
  await browser.viewport(width, 800);
  const app = testApp();
  app.store.setState({ part: 'uses', use });
  const fake = fakeUses(actions);
  const session = sessionOf(app, fake.worker);
  page = await show(app, <UsesPage />);
  await page.until(() => document.querySelector('h2 + label, main h2:nth-of-type(1)') !== null);
  return { ...fake, app, session };
}

const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
const words = (element: Element | undefined) =>
  (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
const line = () => document.querySelector<HTMLTextAreaElement>('form textarea')!;
const answer = () => document.querySelector<HTMLElement>('section[aria-label=Answer]')!;
const heading = () => words(all('h2')[1]);

async function type(text: string) {
  const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!;
  await act(async () => {
    set!.call(line(), text);
    line().dispatchEvent(new Event('input', { bubbles: true }));
  });
}

it('opens with the first use, an example, its answer and its figures', async () => {
  await shown();
  await page.until(() => answer()?.querySelector('ol') !== null);
  expect(heading()).toBe('Choose the reply');
  expect(line().value).toBe('My kettle leaks. Can you come today?');
  expect(words(answer().querySelector('ol li:first-child')!)).toContain('I bring a new lid');
  await page.until(() => page.text().includes('Beyond chance and beyond its rivals'));
  expect(page.text()).toContain('with models of 5 seeds');
  expect(words(all('a[aria-current]')[0])).toBe('Choose the replychatbots');
  const levels = all('h1, h2, h3, h4').map(({ tagName }) => Number(tagName[1]));
  expect(levels.every((level, i) => level - (levels[i - 1] ?? 1) <= 1)).toBe(true);
});

it('tells marked words apart without their colour', async () => {
  await shown();
  await page.until(() => all('mark').length > 0);
  const [blue, orange] = ['blue', 'orange'].map((tone) => all(`mark[data-tone=${tone}]`)[0]!);
  expect(words(blue)).toBe('kettle (decides what it is about)');
  expect(words(orange)).toBe('come (marked 60 of 100)');
  expect(getComputedStyle(blue!).textDecorationStyle).toBe('solid');
  expect(getComputedStyle(orange!).textDecorationStyle).toBe('dashed');
});

it('asks by Enter, reads the gist out, and shows no old answer where there is none', async () => {
  const { asked } = await shown();
  await page.until(() => answer().querySelector('ol') !== null);
  await type('A new cup');
  await act(async () => {
    line().dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }),
    );
  });
  expect(asked.at(-1)).toMatchObject({ what: 'play', with: { values: { said: 'A new cup' } } });
  expect(words(answer().querySelector('[role=status]')!)).toMatch(/^Why the first\?/);
  await type('');
  await page.press('Ask');
  await page.until(() => words(answer()).includes('Type a sentence'));
  expect(answer().querySelector('[role=alert]')).toBeNull();
  expect(answer().querySelector('ol')).toBeNull();
  expect(line().value).toBe('');
});

it('draws next-sentence prediction where it is trained, from the step at which it begins', async () => {
  await shown();
  await page.until(() => page.text().includes('next sentence right'));
  const table = all('details table').find((one) => words(one).includes('Next sentence right'))!;
  const rows = [...table.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('td')].slice(3).map((cell) => words(cell)),
  );
  expect(rows.at(0)).toEqual(['–', '–']);
  expect(rows.at(-1)).toEqual(['0.90', '0.25']);
});

it('fills in another example', async () => {
  await shown();
  await page.until(() => answer().querySelector('ol') !== null);
  await page.press('Another example');
  await page.until(() => line().value.endsWith('today? 1'));
});

it('shows another use by its link, and says so where a link names one that is not there', async () => {
  const { app } = await shown('nothing');
  expect(page.text()).toContain(
    'This link asks for a use “nothing” that Cloze does not have; showing “Choose the reply” instead.',
  );
  const link = all('nav a').find((one) => words(one).startsWith('Write on'))!;
  expect(link.getAttribute('href')).toBe('#part=uses&use=write');
  await act(async () => link.click());
  expect(heading()).toBe('Write on');
  expect(app.store.getState().use).toBe('write');
  expect(page.text()).not.toContain('This link asks');
});

it('lists the uses as one choice on a phone', async () => {
  const { app } = await shown(undefined, {}, 390);
  expect(all('nav a')).toEqual([]);
  await page.choose('Use', 'Write on');
  expect(heading()).toBe('Write on');
  expect(app.store.getState().use).toBe('write');
});

it('steps through what is filled, by buttons and by keys', async () => {
  await shown('write');
  await page.until(() => page.text().includes('4 of 4'));
  await page.press('First step');
  expect(page.text()).toContain('Round 1:');
  expect(page.button('Step back')?.getAttribute('aria-disabled')).toBe('true');
  const press = (key: string) =>
    act(async () => {
      page.button('Step on')!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    });
  await press('ArrowRight');
  expect(page.text()).toContain('2 of 4');
  await press('End');
  expect(page.text()).toContain('4 of 4');
});

it('writes the value of each cell of a grid', async () => {
  await shown('translate');
  await page.until(() => all('tbody td[data-dark]').length > 0);
  const row = all('tbody tr').find((one) => words(one).startsWith('dog'));
  expect(words(row)).toBe('dog.10.80.05.05');
});

it('trains here until it is stopped, and lets that model answer', async () => {
  let end = () => {};
  const { asked, session } = await shown(undefined, {
    train(_, onTraining) {
      onTraining({
        ...{ type: 'training', id: 1, step: 400, of: 6000, backend: 'wasm', stepsPerSecond: 94 },
        ...{ points: [{ step: 400, loss: 4, gate: 0.2 }], takeOff: null },
      });
      return new Promise((resolve) => {
        end = () => resolve({ type: 'trained', id: 1, step: 400, isWhole: false });
      });
    },
    stop: () => end(),
  });
  await page.until(() => page.text().includes('about 1 min'));
  await page.press('Train it here');
  await page.until(() => page.text().includes('94.0 a second, 60 s left (wasm)'));
  await page.press('Stop');
  await page.until(() => page.button('Ask this one') !== undefined);
  expect(page.text()).toContain('Trained here, 400 steps, stopped before 6 000.');
  await page.press('Ask this one');
  expect(asked.at(-1)).toMatchObject({ with: { model: { kind: 'here' } } });
  expect(document.activeElement).toBe(answer());
  expect(page.select('Model').selectedOptions[0]?.text).toBe('trained here');
  await page.press('Examine this model now');
  await page.until(() => session.store.getState().uses.reply?.sat.length === 1);
  expect(words(all('tr[data-model]')[1])).toBe('Trained here.94.91 – .97');
});

it('shows what does not work with its figures', async () => {
  await shown('doesNotWork');
  await page.until(() => all('caption').length > 0);
  expect(heading()).toBe('What does not work at this size');
});
