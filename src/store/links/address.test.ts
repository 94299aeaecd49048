import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../config/settings';
import type { AppState } from '../app';
import { NO_EXPERIMENTS } from '../experiments/state';
import { newLessons } from '../lessons/state';
import { languageOf, type Prepared } from '../playground/prepared';
import { addressHash, knowsItsText, withoutReplay } from './address';
import { newLink } from './state';

const page = {
  settings: { ...DEFAULT_SETTINGS, seed: 7 },
  source: { name: 'Your text', text: 'A cat.', characters: 6 },
  experiments: { ...NO_EXPERIMENTS, maxSteps: 500 },
  ...newLessons(),
  ...newLink(),
  part: 'playground',
} as unknown as AppState;

it('links to what is shown, or to another part with the same settings', () => {
  expect(addressHash(page)).toBe('seed=7');
  const bread = { ...page, source: { ...page.source, builtIn: 'bread' } };
  expect(addressHash(bread)).toBe('text=bread&seed=7');
  expect(addressHash(page, 'library')).toBe('part=library&seed=7');
  expect(addressHash({ ...page, part: 'experiments' })).toBe('part=experiments&steps=500&seed=7');
  const uses = { ...page, part: 'uses', use: 'reply' } as const;
  expect(addressHash(uses)).toBe('part=uses&use=reply&seed=7');
  expect(addressHash({ ...uses, use: undefined })).toBe('part=uses&seed=7');
  expect(addressHash(uses, 'library')).toBe('part=library&seed=7');
  const taught = { ...page, lessons: { ...page.lessons, open: { id: 'masks' } } } as AppState;
  expect(addressHash(taught)).toBe('lesson=masks');
  expect(addressHash(taught, 'library')).toBe('part=library&seed=7');
});

it('knows its text once there is one, or it is known why there is none', () => {
  expect(knowsItsText(page)).toBe(true);
  const blank = { ...page, source: { ...page.source, name: '' } };
  expect(knowsItsText(blank)).toBe(false);
  const textProblem = { kind: 'text', what: '', why: '', advice: '' } as AppState['textProblem'];
  expect(knowsItsText({ ...blank, textProblem })).toBe(true);
});

it('knows a text’s language when it was chosen, or once the text is prepared', () => {
  const { source } = page;
  const prepared = { source, detectedLanguage: 'en' } as Prepared;
  expect(languageOf(source, prepared)).toBe('en');
  expect(languageOf({ ...source, language: 'de' }, prepared)).toBe('de');
  expect(languageOf({ ...source }, prepared)).toBeUndefined();
  expect(languageOf(source, undefined)).toBeUndefined();
});

it('goes on saying which run it repeats, but not to others', () => {
  const repeats = { ...page, link: { ...page.link, replay: { raw: '1.x' } } } as AppState;
  expect(addressHash(repeats)).toBe('seed=7&replay=1.x');
  expect(addressHash(withoutReplay(repeats))).toBe('seed=7');
});
