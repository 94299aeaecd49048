import { act } from 'react';
import { afterEach, expect, it } from 'vitest';
import { textHash } from '../../storage/textHash';
import { type Shown, show, testApp } from '../testPage';
import ReturnNotes from './ReturnNotes';

let page: Shown;
afterEach(() => page.end());

it('calls a run of another tab by the name that its text has now', async () => {
  const app = testApp();
  const text = { name: 'Ten farms', text: 'A cow.', characters: 6 };
  const saved = { name: 'Your text', builtIn: undefined, characters: 6, hash: textHash('A cow.') };
  const other = { id: 'a', name: 'Your text', text: saved, step: 7, savedAt: 0 };
  app.store.setState((s) => ({
    checkpoint: { ...s.checkpoint, other: { ...other, isOpenElsewhere: true } },
  }));
  page = await show(app, <ReturnNotes />);
  expect(page.text()).toContain('Your run of 7 steps on “Your text” is open in another tab');
  await act(async () => app.store.setState({ own: [text] }));
  expect(page.text()).toContain('Your run of 7 steps on “Ten farms” is open in another tab');
});
