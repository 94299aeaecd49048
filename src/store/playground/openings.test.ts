import { beforeEach, expect, it, vi } from 'vitest';
import { EDITABLE_CHARACTERS } from '../../config/textLimits';
import type { Problem } from '../../protocol/problem';
import type { Source } from '../../protocol/texts';
import { forgetOwnText } from '../../storage/ownText';
import { type TestApp, testApp } from '../testApp';

vi.mock('../../storage/ownText', async (original) => ({
  ...(await original<typeof import('../../storage/ownText')>()),
  forgetOwnText: vi.fn(async () => {}),
  saveOwnTexts: vi.fn(async () => ({ names: [], noRoom: false })),
}));

const file = (name = 'farm.csv') => new File(['x'], name);
const FACTS = {
  ...{ kind: 'csv' as const, encoding: 'utf-8', encodingSure: true, suggested: 'a' },
  ...{ choices: [{ name: 'a', sample: '' }], table: undefined },
};

let w: TestApp;
beforeEach(() => {
  vi.mocked(forgetOwnText).mockClear();
  w = testApp();
  w.app.text.takeCopy('Your text', 'First text.');
  w.prepared();
});

/** The text worker has read what it was asked for last. */
const opened = (rest: Partial<Source> = {}, openId = w.texts.last('open').openId) => {
  const source = { name: 'farm.csv', text: 'Rows.', characters: 5, ...rest };
  w.texts.say({ type: 'opened', openId, source, skipped: [], notes: [] });
};

it('has files read while the present text stays, and tells how far that is', () => {
  w.app.store.setState({ textProblem: {} as Problem });
  w.app.text.openFiles([file()], 'farm.csv');
  const { openId } = w.texts.last('open');
  expect(w.texts.last('open')).toMatchObject({ name: 'farm.csv', choice: {} });
  expect(w.state()).toMatchObject({
    ...{ opening: { name: 'farm.csv', fraction: 0 }, textProblem: undefined },
    source: { text: 'First text.' },
  });
  w.texts.say({ type: 'opening', openId, fraction: 0.5 });
  expect(w.state().opening).toEqual({ name: 'farm.csv', fraction: 0.5 });
  opened();
  expect(w.state()).toMatchObject({ opening: undefined, source: { name: 'farm.csv' } });
  expect(w.texts.last('prepare').text).toBe('Rows.');
});

it('knows of what is pasted that no file has it', () => {
  w.app.text.type('x'.repeat(EDITABLE_CHARACTERS + 1));
  const { openId } = w.texts.last('open');
  expect(w.state().opening?.isPasted).toBe(true);
  w.texts.say({ type: 'opening', openId, fraction: 0.5 });
  expect(w.state().opening?.isPasted).toBe(true);
  w.app.text.openFiles([file()], 'farm.csv');
  expect(w.state().opening?.isPasted).toBeUndefined();
});

it('says so where nothing was dropped', () => {
  w.app.text.openFiles([], 'nothing');
  expect(w.state().notice).toBe('What you dropped contains no files.');
  expect(w.state().opening).toBeUndefined();
  expect(w.texts.of('open')).toEqual([]);
});

it('says which files were no text, before what the readers noted', () => {
  w.app.text.openFiles([file()], 'farm.csv');
  const { openId } = w.texts.last('open');
  const source = { name: 'farm.csv', text: 'Rows.', characters: 5 };
  w.texts.say({ type: 'opened', openId, source, skipped: ['cow.png'], notes: ['One line.'] });
  expect(w.state().notice).toBe('Skipped, not text: cow.png. One line.');
});

it('keeps the present text where files cannot be read, and says why', () => {
  w.app.text.openFiles([file()], 'farm.csv');
  const { openId } = w.texts.last('open');
  const problem: Problem = { kind: 'text', what: 'No.', why: 'So.', advice: 'Go.' };
  w.texts.say({ type: 'refused', openId, problem });
  expect(w.state()).toMatchObject({ opening: undefined, textProblem: problem });
  expect(w.state().source.text).toBe('First text.');
  w.app.text.dismissProblem();
  expect(w.state().textProblem).toBeUndefined();
});

it('lets go of the file of a text that nobody wants any more', () => {
  w.app.text.openFiles([file()], 'farm.csv');
  const { openId } = w.texts.last('open');
  w.app.text.openFiles([file('mill.csv')], 'mill.csv');
  w.texts.say({ type: 'opening', openId, fraction: 0.9 });
  expect(w.state().opening).toEqual({ name: 'mill.csv', fraction: 0 });
  opened({}, openId);
  expect(forgetOwnText).toHaveBeenCalledTimes(1);
  expect(w.state().source.text).toBe('First text.');
});

it('has files read by a second worker where the first one goes, and not by a third', () => {
  w.app.text.openFiles([file()], 'farm.csv');
  w.app.text.chooseOwn(0);
  w.app.text.openFiles([file('mill.csv')], 'mill.csv');
  const first = w.texts.last('open');
  w.texts.die('out of memory');
  const second = w.texts.last('open');
  expect(second).toEqual({ ...first, openId: first.openId + 1 });
  expect(w.state()).toMatchObject({
    ...{ opening: { name: 'mill.csv', fraction: 0 }, textProblem: undefined },
    notice: 'The text worker stopped. A new one reads the text again.',
  });
  w.texts.say({ type: 'opening', openId: second.openId, fraction: 0.5 });
  w.texts.die('out of memory');
  expect(w.texts.last('open')).toBe(second);
  expect(w.state()).toMatchObject({
    ...{ opening: undefined, prepared: undefined, source: { text: 'First text.' } },
    textProblem: { what: 'The text worker stopped. So did another one on this text.' },
  });
  // Opened by hand it may be read again.
  w.app.text.openFiles([file('mill.csv')], 'mill.csv');
  w.texts.say({ type: 'opening', openId: second.openId + 1, fraction: 0.5 });
  w.texts.die('out of memory');
  opened();
  expect(w.state().source.name).toBe('farm.csv');
});

it('ends the reading where another text is chosen, or it is cancelled', () => {
  w.app.text.openFiles([file()], 'farm.csv');
  w.app.text.chooseOwn(0);
  expect(w.texts.of('close')).toHaveLength(1);
  w.app.text.cancel();
  w.app.text.openFiles([file()], 'farm.csv');
  w.app.text.cancel();
  expect(w.texts.of('close')).toHaveLength(2);
  expect(w.state().opening).toBeUndefined();
  opened();
  expect(w.state().source.text).toBe('First text.');
  w.app.text.chooseOwn(0);
  expect(w.texts.of('close')).toHaveLength(2); // nothing was being read
});

it('reads the present text’s file anew, in its place; a text without a file has nothing to choose', () => {
  w.app.text.chooseInFile({ encoding: 'utf-16le' });
  expect(w.texts.of('open')).toEqual([]);
  w.app.text.openFiles([file()], 'farm.csv');
  opened({ origin: { file: file(), facts: FACTS, choice: { part: 'a' } } });
  w.prepared();
  w.app.text.chooseInFile({ encoding: 'utf-16le' });
  expect(w.texts.last('open').choice).toEqual({ part: 'a', encoding: 'utf-16le' });
  opened({ text: 'Other rows.' });
  expect(w.state().own.map(({ text }) => text)).toEqual(['Other rows.', 'First text.']);
});

it('takes no other text’s place where another was chosen since the file was read', () => {
  w.app.text.openFiles([file()], 'farm.csv');
  opened({ origin: { file: file(), facts: FACTS, choice: {} } });
  w.prepared();
  w.app.text.chooseInFile({ part: 'b' });
  w.app.text.chooseLanguage('fr'); // the same file, but another text
  opened({ text: 'Other rows.' });
  expect(w.state().own.map(({ text }) => text)).toEqual(['Other rows.', 'Rows.', 'First text.']);
});

it('samples a language; again, it takes its own place', () => {
  const sampled = (text: string) => {
    const { openId } = w.texts.last('write');
    opened({ name: 'Mine', text, grammar: 'a = b .' }, openId);
    w.prepared();
  };
  w.app.text.openLanguage('Mine', 'a = b .');
  expect(w.texts.last('write')).toMatchObject({ name: 'Mine', grammar: 'a = b .' });
  sampled('B.');
  w.app.text.chooseOwn(1);
  w.prepared();
  w.app.text.openLanguage('Mine', 'a = b .');
  sampled('B. B.');
  expect(w.state().own.map(({ text }) => text)).toEqual(['B. B.', 'First text.']);
});

it('lets go of the file of a built-in language once another text is shown for good', () => {
  w.app.text.openLanguage('Clue', 'a = b .', 'clue');
  const { openId } = w.texts.last('write');
  const stored = { blob: new Blob(['B.']), key: 'clue' };
  opened({ name: 'Clue', builtIn: 'clue', grammar: 'a = b .', stored }, openId);
  w.prepared();
  w.loaded();
  expect(w.state().own.map(({ text }) => text)).toEqual(['First text.']);
  expect(forgetOwnText).not.toHaveBeenCalled();
  w.app.text.chooseOwn(0);
  w.prepared();
  w.loaded();
  w.app.text.prepare();
  w.prepared();
  expect(forgetOwnText).not.toHaveBeenCalled(); // it can still be brought back
  w.app.undo.dismiss();
  w.app.text.prepare();
  w.prepared();
  expect(vi.mocked(forgetOwnText).mock.calls.map(([source]) => source.name)).toEqual(['Clue']);
});

it('takes a text that is too long to be edited as a file', () => {
  w.app.text.type('x'.repeat(EDITABLE_CHARACTERS));
  expect(w.texts.of('open')).toEqual([]);
  w.app.text.type('x'.repeat(EDITABLE_CHARACTERS + 1));
  expect(w.texts.last('open').name).toBe('Your text');
  expect(w.texts.last('open').files[0]!.size).toBe(EDITABLE_CHARACTERS + 1);
});

it('pastes into a long text of which only the beginning is shown', async () => {
  const whole = 'Ärger im Haus. And then some.';
  const text = whole.slice(0, 14);
  const stored = { blob: new Blob([whole]) };
  w.app.store.setState({ source: { name: 'Long', text, characters: whole.length, stored } });
  w.app.text.pasteInto('Freude', 0, 5);
  expect(await w.texts.last('open').files[0]!.text()).toBe('Freude im Haus. And then some.');
  w.app.store.setState({ source: { name: 'Short', text, characters: text.length } });
  w.app.text.pasteInto('Hof', 9, 13);
  expect(await w.texts.last('open').files[0]!.text()).toBe('Ärger im Hof.');
});

it('says so where what was dropped cannot be read at all', () => {
  w.app.text.cannotOpen(new Error('no permission'));
  expect(w.state().textProblem).toMatchObject({
    what: 'These files could not be read.',
    why: expect.stringContaining('o permission'),
    advice: expect.stringContaining('Your current text is kept.'),
  });
});
