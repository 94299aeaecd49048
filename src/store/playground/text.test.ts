import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { TextRequest } from '../../protocol/texts';
import { forgetOwnText, loadOwnTexts } from '../../storage/ownText';
import { createApp } from '../app';
import { createLatest } from '../latest';
import { SUMMARY } from '../testApp';
import { createTextActions } from './text';
import { createUndo } from './undo';

vi.mock('../../storage/ownText', async (original) => ({
  ...(await original<typeof import('../../storage/ownText')>()),
  loadOwnTexts: vi.fn(async () => ({ sources: [], gone: [] })),
  forgetOwnText: vi.fn(async () => {}),
}));

/** What is done to the text, over a worker that only notes what it is asked. */
function setUp() {
  const { store } = createApp();
  const asked: TextRequest[] = [];
  const run = { offer: vi.fn(), forget: vi.fn(), takeByHand: vi.fn(), restForText: vi.fn() };
  const worker = { post: (request: TextRequest) => asked.push(request), terminate: () => {} };
  const reopenings = createLatest();
  const watch = { watchAgain: vi.fn() };
  const { offer } = createUndo(store);
  const text = createTextActions(store, worker, { run, watch, reopenings, offer });
  const last = <T extends TextRequest['type']>(type: T) =>
    asked.findLast((r): r is Extract<TextRequest, { type: T }> => r.type === type)!;

  const prepared = (jobId = last('prepare').jobId) =>
    text.onEvent({ type: 'prepared', jobId, prepared: SUMMARY, problem: undefined });
  /** As the text worker answers: a text of its own, never an object that the page sent. */
  const opened = (
    name: string,
    openId = last('open').openId,
    withOrigin = false,
    notes: readonly string[] = [],
  ) => {
    const facts = {
      ...{ kind: 'csv' as const, encoding: 'utf-8', encodingSure: true, suggested: 'a' },
      ...{ choices: [{ name: 'a', sample: '' }], table: undefined },
    };
    const origin = withOrigin ? { file: new File(['x'], name), facts, choice: {} } : undefined;
    const source = { name, text: `${name}.`, characters: 9, origin };
    text.onEvent({ type: 'opened', openId, source, skipped: [], notes });
  };
  const open = (name: string) => text.openFiles([new File(['x'], name)], name);
  const state = () => store.getState();
  return { text, store, asked, last, prepared, opened, open, state, run };
}

type World = ReturnType<typeof setUp>;

/** A typed text that is prepared. */
function typed(world: World, text = 'First text.') {
  world.text.type(text);
  vi.runAllTimers();
  world.prepared();
}

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

describe('a text', () => {
  it('has letters in the place of their forms', () => {
    const world = setUp();
    world.text.type('ﬁnd\r\nthe\r\ufefb.');
    expect(world.state().source).toMatchObject({
      text: 'find\nthe\n\u0644\u0627.',
      characters: 12,
    });
  });

  it('that was opened is kept at once, and no longer when it is cancelled', () => {
    const world = setUp();
    typed(world);
    const names = () => world.state().own.map((o) => o.name);
    world.open('farm.csv');
    world.opened('farm.csv');
    expect(names()).toEqual(['farm.csv', 'Your text']);
    world.open('mill.csv');
    world.opened('mill.csv');
    world.text.cancel();
    expect(names()).toEqual(['Your text']);
    world.open('farm.csv');
    world.opened('farm.csv');
    world.prepared();
    world.text.prepare();
    world.text.cancel();
    expect(names()).toEqual(['farm.csv', 'Your text']);
  });

  it('read anew in another column takes the place of itself', () => {
    const world = setUp();
    typed(world);
    world.open('farm.csv');
    world.opened('farm.csv', undefined, true);
    world.prepared();
    for (const part of ['b', 'c', 'd']) {
      world.text.chooseInFile({ part });
      expect(world.last('open').choice).toEqual({ part });
      world.opened('farm.csv', undefined, true);
      world.prepared();
    }
    expect(world.state().own.map((o) => o.name)).toEqual(['farm.csv', 'Your text']);
  });

  it('says what was decided in reading it, until another is opened', () => {
    const world = setUp();
    const notes = ['Two lines were left out.', 'Quotation marks were read as text.'];
    world.open('farm.csv');
    world.opened('farm.csv', undefined, false, notes);
    expect(world.state().notice).toBe(notes.join(' '));
    world.open('mill.csv');
    world.opened('mill.csv');
    expect(world.state().notice).toBeUndefined();
  });

  it('that comes late does not replace one that was chosen meanwhile', () => {
    const world = setUp();
    typed(world);
    world.open('slow.txt');
    const { openId } = world.last('open');
    world.text.type('Another one.');
    expect(world.state().opening).toBeUndefined();
    world.opened('slow.txt', openId);
    expect(world.state().source.text).toBe('Another one.');
  });

  it('that was dropped while a built-in one is on its way is not replaced by it', async () => {
    const world = setUp();
    const choosing = world.text.chooseById('bread');
    world.open('farm.csv');
    await choosing;
    expect(world.state().opening?.name).toBe('farm.csv');
    expect(world.state().source.builtIn).toBe('bread'); // until the file is there, or if it cannot be read
    world.opened('farm.csv');
    expect(world.state().source.name).toBe('farm.csv');
  });

  it('that is read is not shown once another was chosen', async () => {
    const world = setUp();
    world.open('slow.csv');
    const { openId } = world.last('open');
    const choosing = world.text.chooseById('bread');
    world.opened('slow.csv', openId);
    await choosing;
    expect(world.state().source.builtIn).toBe('bread');
  });

  it('that is typed while those of the last visit are read does not take their place', async () => {
    const world = setUp();
    const old = { name: 'Old', text: 'Of last week.', characters: 13 };
    vi.mocked(loadOwnTexts).mockResolvedValueOnce({ sources: [old], gone: [] });
    const restoring = world.text.restore(undefined);
    world.text.type('Just now.');
    await restoring;
    expect(world.state().source.text).toBe('Just now.');
    expect(world.state().own.map((o) => o.text)).toEqual(['Just now.', 'Of last week.']);
  });

  it('of the last visit is opened, unless the address names another', async () => {
    const old = { name: 'Old', text: 'Of last week.', characters: 13 };
    const visit = async (id?: string, sources = [old]) => {
      const world = setUp();
      vi.mocked(loadOwnTexts).mockResolvedValueOnce({ sources, gone: [] });
      await world.text.restore(id);
      return world;
    };
    const plain = await visit();
    expect(plain.state().source.text).toBe('Of last week.');
    expect(plain.state().notice ?? '').not.toContain('could not keep');
    expect((await visit('nowhere')).state().source.text).toBe('Of last week.');
    const linked = (await visit('bread')).state();
    expect(linked.source.builtIn).toBe('bread');
    expect(linked.own).toEqual([old]);
    expect((await visit(undefined, [])).state().source.builtIn).toBeDefined();
  });

  it('of the last visit is spelled without forms, and stands there once', async () => {
    const world = setUp();
    const old = { name: 'Old', text: 'A \ufb01nd.', characters: 7 };
    const stored = { blob: new Blob(), key: 'file' };
    const long = { name: 'Long', text: '\ufb01', characters: 200_000, stored };
    vi.mocked(loadOwnTexts).mockResolvedValueOnce({ sources: [old, long], gone: [] });
    const restoring = world.text.restore(undefined);
    world.text.type('A find.');
    await restoring;
    expect(world.state().own.map((o) => o.text)).toEqual(['A find.', '\ufb01']);
    expect(world.state().own[1]).toBe(long);
  });

  it('of the last visit does not end the reading of a file', async () => {
    const world = setUp();
    const old = { name: 'Old', text: 'Of last week.', characters: 13 };
    vi.mocked(loadOwnTexts).mockResolvedValueOnce({ sources: [old], gone: [] });
    const restoring = world.text.restore(undefined);
    world.open('farm.csv');
    await restoring;
    expect(world.state().opening?.name).toBe('farm.csv');
    expect(world.state().source.text).toBe('');
    expect(world.state().own).toEqual([old]);
  });

  it('that is edited is its own newest version; a long or built-in one stays beside it', async () => {
    const world = setUp();
    const own = () => world.state().own.map((o) => o.text);
    typed(world);
    world.text.type('First text, edited.');
    expect(own()).toEqual(['First text, edited.']);
    await world.text.chooseById('bread');
    world.text.type('Bread, edited.');
    expect(own()).toEqual(['Bread, edited.', 'First text, edited.']);
    world.open('long.txt');
    const stored = { blob: new Blob(), key: 'file' };
    const source = { name: 'long.txt', text: 'Long.', characters: 200_000, stored };
    const { openId } = world.last('open');
    world.text.onEvent({ type: 'opened', openId, source, skipped: [], notes: [] });
    world.text.type('Long, edited.');
    expect(own()).toEqual(['Long, edited.', 'Long.', 'Bread, edited.', 'First text, edited.']);
  });

  it('can be chosen again, also as one in another language', () => {
    const world = setUp();
    typed(world);
    world.text.takeCopy('Other', 'Second text.');
    const [, first] = world.state().own;
    world.text.chooseOwn(7); // there is none
    expect(world.state().source.text).toBe('Second text.');
    world.text.chooseOwn(1);
    expect(world.state().source).toBe(first);
    world.text.chooseLanguage('fr');
    const french = world.state().source;
    world.text.chooseOwn(0, 'fr');
    expect(world.state().source).toBe(french);
    world.text.chooseOwn(0, 'de');
    expect(world.state().source).toMatchObject({ text: 'First text.', language: 'de' });
    expect(world.state().own.map((o) => o.language)).toEqual(['de', undefined]);
  });

  it('that is gone since the last visit is named', async () => {
    const world = setUp();
    const old = { name: 'Old', text: 'Of last week.', characters: 13 };
    world.store.setState({ notice: 'This link has more to say.' });
    vi.mocked(loadOwnTexts).mockResolvedValueOnce({ sources: [old], gone: ['farm.csv'] });
    await world.text.restore(undefined);
    expect(world.state().source.text).toBe('Of last week.');
    expect(world.state().notice).toMatch(/^This link.* could not keep “farm\.csv”.* it again/);
  });

  it('that was kept with a run takes no other’s place', () => {
    const world = setUp();
    typed(world, 'Second text.');
    world.text.takeCopy('Your text', 'First text.');
    expect(world.last('prepare').text).toBe('First text.');
    expect(world.state().source.text).toBe('First text.');
    expect(world.state().own.map((o) => o.text)).toEqual(['First text.', 'Second text.']);
  });

  it('is named to the worker, and named the same under another vocabulary', () => {
    const world = setUp();
    typed(world);
    const first = world.last('prepare').textId;
    world.store.setState((s) => ({ settings: { ...s.settings, vocabSize: 64 } }));
    world.text.prepare();
    expect(world.last('prepare').textId).toBe(first);
    world.text.type('Other.');
    vi.runAllTimers();
    expect(world.last('prepare').textId).not.toBe(first);
  });
});

describe('the language of a text', () => {
  const LONG = { name: 'long.txt', text: 'Il ne sait pas.', characters: 200_000 };

  it('is detected until one is chosen, which reads the text anew and stays with it', () => {
    const world = setUp();
    typed(world);
    const first = world.last('prepare');
    expect(first.language).toBeUndefined();
    world.text.toggleByHand(3, [1, 2]);
    world.text.chooseLanguage('en'); // as was detected
    expect(world.last('prepare')).toBe(first);
    world.text.chooseLanguage('fr');
    expect(world.last('prepare')).toMatchObject({ language: 'fr', text: 'First text.' });
    expect(world.last('prepare').textId).not.toBe(first.textId);
    expect(world.state().own.map((o) => o.language)).toEqual(['fr']);
    expect([...world.state().byHand.keys()]).toEqual([3]);
    world.prepared();
    world.text.chooseLanguage(undefined);
    expect(world.last('prepare').language).toBeUndefined();
  });

  it('is that of the text when it is edited, not of another in its place', () => {
    const world = setUp();
    typed(world, 'First text. Second text.');
    world.text.chooseLanguage('fr');
    world.text.type('First text. Another. Second text.');
    expect(world.state().source.language).toBe('fr');
    world.text.type('Before the first text. Another. Second text.'); // it ends as before
    expect(world.state().source.language).toBe('fr');
    world.text.type('Before the first text. And no more'); // it begins as before
    expect(world.state().source.language).toBe('fr');
    world.text.type('Ganz etwas anderes');
    expect(world.state().source.language).toBeUndefined();
    world.text.chooseLanguage('de');
    world.text.type('');
    world.text.type('Ganz');
    expect(world.state().source.language).toBeUndefined();
  });

  it('of a built-in text can be another too, without its being kept', async () => {
    const world = setUp();
    await world.text.chooseById('bread');
    world.prepared();
    world.text.chooseLanguage('fr');
    expect(world.last('prepare').language).toBe('fr');
    expect(world.state()).toMatchObject({ own: [], source: { builtIn: 'bread' } });
  });

  it('can be cancelled; a text that is typed stays all the same', () => {
    const world = setUp();
    typed(world);
    world.text.chooseLanguage('fr');
    world.text.cancel();
    expect(world.state().source).toMatchObject({ text: 'First text.', language: undefined });
    expect(world.state().own.map((o) => o.language)).toEqual([undefined]);
    world.text.type('Second text.');
    world.text.chooseLanguage('fr');
    world.text.cancel();
    expect(world.state().source).toMatchObject({ text: 'Second text.', language: 'fr' });
  });

  it('does not part a long text from its file', () => {
    vi.mocked(forgetOwnText).mockClear();
    const world = setUp();
    typed(world);
    world.open('long.txt');
    const stored = { blob: new Blob(), key: 'file' };
    const { openId } = world.last('open');
    world.text.onEvent({
      ...{ type: 'opened', openId, skipped: [], notes: [] },
      source: { ...LONG, stored },
    });
    world.prepared();
    world.text.chooseLanguage('fr');
    world.prepared();
    world.text.prepare();
    world.prepared();
    expect(forgetOwnText).not.toHaveBeenCalled();
    world.text.chooseLanguage(undefined);
    world.prepared();
    expect(forgetOwnText).not.toHaveBeenCalled();
  });
});

describe('cancel', () => {
  it('goes back to the text, the settings and the chosen words from before', () => {
    const world = setUp();
    typed(world);
    world.text.toggleByHand(3, [1, 2]);
    world.open('big.txt');
    world.opened('big.txt');
    expect(world.state().byHand.size).toBe(0);
    world.text.cancel();
    expect(world.state().source.text).toBe('First text.');
    expect([...world.state().byHand.keys()]).toEqual([3]);
    expect(world.state().own.map((o) => o.name)).toEqual(['Your text']);
    expect(world.state().textProblem).toBeUndefined();

    const { vocabSize, seed } = world.state().settings;
    world.store.setState((s) => ({ settings: { ...s.settings, vocabSize: 64, seed: seed + 1 } }));
    world.text.prepare();
    world.text.cancel();
    expect(world.state().settings).toMatchObject({ vocabSize, seed: seed + 1 });
  });

  it('keeps the text from before as one’s own again, unless it is built in or empty', async () => {
    const world = setUp();
    const own = () => world.state().own.map((o) => o.text);
    const openAndCancel = () => {
      world.open('big.txt');
      world.opened('big.txt');
      world.text.cancel();
    };
    typed(world);
    world.text.type('Second text.'); // in its place, and not prepared
    expect(own()).toEqual(['Second text.']);
    openAndCancel();
    expect(world.state().source.text).toBe('First text.');
    expect(own()).toEqual(['First text.', 'Second text.']);

    typed(world, '');
    world.text.takeCopy('Other', 'Third text.');
    openAndCancel();
    expect(world.state().source.text).toBe('');
    expect(own()).not.toContain('');

    await world.text.chooseById('bread');
    world.prepared();
    const before = own();
    openAndCancel();
    expect(world.state().source.builtIn).toBe('bread');
    expect(own()).toEqual(before);
  });

  it('of an opening leaves what is being prepared as it is', () => {
    const world = setUp();
    typed(world);
    world.store.setState((s) => ({ settings: { ...s.settings, vocabSize: 64 } }));
    world.text.prepare();
    world.open('big.txt');
    world.text.cancel();
    expect(world.state().settings.vocabSize).toBe(64);
    expect(world.state().preparing).toBeDefined();
  });

  it('leaves what was typed, and says that it is not prepared', () => {
    const world = setUp();
    typed(world);
    world.text.type('Second text.');
    vi.runAllTimers();
    world.text.cancel();
    expect(world.asked.at(-1)).toEqual({ type: 'cancel' });
    expect(world.state().source.text).toBe('Second text.');
    expect(world.state().textProblem).toMatchObject({
      ...{ what: 'You stopped the text from being prepared.', why: 'It has no tokens yet.' },
      advice: 'To prepare it again, edit it or change one of its settings.',
    });
  });

  it('of an opening still prepares what was typed a moment ago', () => {
    const world = setUp();
    typed(world);
    world.text.type('Second text.');
    world.open('big.txt');
    world.text.cancel();
    vi.runAllTimers();
    expect(world.last('prepare').text).toBe('Second text.');
  });
});

describe('words chosen by hand', () => {
  it('are found again under another vocabulary; what was toggled meanwhile is not lost', () => {
    const world = setUp();
    typed(world);
    world.text.toggleByHand(3, [1, 2]);
    world.text.toggleByHand(9, [4, 5]);
    world.text.prepare();
    world.text.toggleByHand(9, [4, 5]); // shown again
    world.text.toggleByHand(20, [7, 8]);
    world.prepared();
    const { offsets, jobId } = world.last('locate');
    expect(offsets).toEqual([3, 20]);
    world.text.onEvent({ type: 'located', jobId, offsets, tokens: Uint32Array.of(2, 4, 0, 0) });
    // At 20 no word to be trained on begins any more.
    expect([...world.state().byHand]).toEqual([[3, [2, 4]]]);
    expect(world.run.takeByHand).toHaveBeenCalled();
  });
});

it('sizes that come after a cancelled preparation are those of the text shown', () => {
  const world = setUp();
  typed(world);
  const { jobId } = world.last('prepare');
  world.text.prepare();
  world.text.cancel();
  world.text.measureSizes();
  expect(world.last('sizes').jobId).toBe(jobId);
  const points = [{ vocabSize: 64, tokensPerWord: 2, unknownShare: 0 }];
  world.text.onEvent({ type: 'sizes', jobId, points, done: true });
  expect(world.state().sizes?.points).toEqual(points);
});
