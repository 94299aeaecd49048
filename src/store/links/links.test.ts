import { expect, it, vi } from 'vitest';
import { soon } from '../../base/testSoon';
import { decide } from '../../config/auto';
import { builtInTexts } from '../../corpus/builtInTexts';
import type { AppState } from '../app';
import type { Prepared } from '../playground/prepared';
import { SUMMARY, testApp } from '../testApp';
import { readLink } from './readLink';

vi.mock('../../storage/ownText', async (original) => ({
  ...(await original<typeof import('../../storage/ownText')>()),
  loadOwnTexts: vi.fn(async () => ({ sources: [], gone: [] })),
}));

/** A page that was opened with a link and has taken so many steps since. */
async function opened({ hash = '#text=harbour&seed=7', step = 0 } = {}) {
  const link = readLink(hash);
  const world = testApp({ settings: link.settings, auto: link.auto });
  const { app, state, trainer, texts } = world;
  await app.links.begin(link);
  const { source } = state();
  const { facts } = SUMMARY;
  const settings = decide(facts, state().settings, link.auto);
  const made = { source, madeFor: settings, cut: {}, vocabulary: { tokens: [] }, facts };
  const prepared = made as unknown as Prepared;
  const loaded = { prepared, settings };
  app.store.setState({ prepared, settings });
  world.patchRun({ status: 'paused', step, loaded });
  texts.forget();
  trainer.forget();
  const asked = () => [...trainer.types(), ...texts.types()];
  return { ...world, asked, open: app.links.open };
}

it('takes a link at once where nothing is lost: settings, text and part', async () => {
  const { state, open } = await opened();
  open('#part=library&text=bread&mlmProbability=0.4');
  await soon(() => expect(state().source.builtIn).toBe('bread'));
  expect(state().part).toBe('library');
  expect(state().settings).toMatchObject({ mlmProbability: 0.4, seed: 1 }); // as in a new tab
  expect(state().link).toEqual({ complaints: [], asking: undefined });
});

it('leaves the text as it is where the link names none', async () => {
  const { state, open } = await opened();
  const { source } = state();
  open('#maxSteps=50');
  expect(state().source).toBe(source);
  expect(state().settings.maxSteps).toBe(50);
});

it('asks before a run is lost, and does nothing until it is answered', async () => {
  for (const hash of [
    '#hiddenSize=128',
    '#text=bread&seed=7',
    '#part=library&seed=1',
    '#backend=cpu',
  ]) {
    const { state, open, app, asked } = await opened({ step: 12 });
    const before = state();
    open(hash);
    expect(state().link.asking?.loses, hash).toEqual(['run']);
    expect(state()).toMatchObject({
      ...{ settings: before.settings, source: before.source, part: before.part },
    });
    expect(asked()).toEqual([]);
    app.links.refuse();
    expect(state()).toEqual(before);
  }
});

it('does not ask where the run goes on under the link', async () => {
  const { state, open } = await opened({ step: 12 });
  open('#text=harbour&seed=7&mlmProbability=0.4&part=experiments');
  expect(state()).toMatchObject({ part: 'experiments', link: { asking: undefined } });
  expect(state().settings.mlmProbability).toBe(0.4);
  expect(state().run.step).toBe(12);
});

it('goes to a part, and changes nothing else, by a link that names nothing else', async () => {
  const { state, open } = await opened({ step: 12 });
  const { settings, source } = state();
  open('#part=library');
  expect(state()).toMatchObject({ part: 'library', link: { asking: undefined, complaints: [] } });
  open('#');
  expect(state().part).toBe('playground');
  expect(state().settings).toEqual(settings);
  expect(state().source).toBe(source);
  expect(state().run.step).toBe(12);
});

it('shows what the link was made from, also where only a setting tells the page apart from it', async () => {
  const { state, open } = await opened();
  open('#text=harbour');
  expect(state().settings.seed).toBe(1);
  open('#text=nowhere'); // it names nothing that there is
  expect(state().source.builtIn).toBe('harbour');
});

it('does not ask where the run is kept, and starts over', async () => {
  const { state, open, asked, patchRun } = await opened({ step: 12 });
  patchRun({ kept: { id: 'a', step: 12 } });
  open('#text=harbour&seed=8');
  expect(state().link.asking).toBeUndefined();
  expect(state().settings.seed).toBe(8);
  expect(asked()).toEqual(['load']);
  expect(state().run.step).toBe(0);
});

it('takes the link once it may, and gives the run up', async () => {
  const { state, open, app, asked } = await opened({ step: 12 });
  open('#text=bread');
  app.links.accept();
  expect(state().link.asking).toBeUndefined();
  expect(asked()).toContain('pause');
  await soon(() => expect(state().source.builtIn).toBe('bread'));
});

it('keeps the run first where that is asked for, and takes no link if it cannot', async () => {
  const { state, open, app } = await opened({ step: 12 });
  open('#text=harbour&seed=8');
  app.links.acceptKept();
  expect(state().link.asking).toBeUndefined();
  expect(state().settings.seed).toBe(7); // the worker of this test holds no model
  expect(state().library.problem?.what).toBe('The playground’s run cannot be kept.');
});

it('asks before the three models of the experiments are lost', async () => {
  const { state, open, app } = await opened();
  const twins = [{ step: 3 }] as unknown as AppState['experiments']['twins'];
  app.store.setState(({ experiments }) => ({ experiments: { ...experiments, twins } }));
  open('#part=experiments&language=cases&text=harbour&seed=7');
  expect(state().link.asking?.loses).toEqual(['twins']);
  app.links.refuse();
  open('#part=experiments&language=agreement&text=harbour&seed=7'); // the one shown
  expect(state().link.asking).toBeUndefined();
});

it('says what of a link it could not take, and what it shows instead', async () => {
  const { state, open, app } = await opened();
  open('#text=Harbor&colour=red&colour=red');
  await soon(() => expect(state().link.complaints).toHaveLength(2));
  expect(state().link.complaints).toEqual([
    'This link asks for a text “Harbor” that Cloze does not have; showing “The harbour at night” instead.',
    'This link has a setting “colour” that Cloze does not know.',
  ]);
  open('#maskStrategy=hand');
  const byHand = [expect.stringContaining('by hand')];
  await soon(() => expect(state().link.complaints).toEqual(byHand));
  app.links.dismiss();
  expect(state().link.complaints).toEqual([]);
});

it('says so of the link that the page is opened with, once its text is there', async () => {
  const { state } = await opened({ hash: '#text=Harbor&seed=-1' });
  expect(state().link.complaints[0]).toContain(`showing “${state().source.name}” instead`);
  expect(state().link.complaints[1]).toContain('invalid seed (-1); using 1');
});

it('asks about the three models only where they have learned something that is not kept', async () => {
  const { state, open, app } = await opened();
  const asks = (steps: readonly number[], twinsKept?: number) => {
    const twins = steps.map((step) => ({ step })) as unknown as AppState['experiments']['twins'];
    app.store.setState(({ experiments }) => ({
      experiments: { ...experiments, twins, twinsKept, languageId: 'clue' },
    }));
    open('#part=experiments&language=cases&text=harbour&seed=7');
    const { asking } = state().link;
    app.links.refuse();
    return asking !== undefined;
  };
  expect(asks([0, 0, 0])).toBe(false);
  expect(asks([0, 0, 3])).toBe(true);
  expect(asks([3, 3, 3], 2)).toBe(true);
  expect(asks([3, 3, 3], 3)).toBe(false);
});

it('brings the settings of a text with it; a language sets what it needs itself', async () => {
  const { state, open, texts } = await opened();
  open('#text=clue&maxSteps=50');
  await soon(() => expect(texts.types()).toContain('write'));
  expect(state().settings).toMatchObject({ maxSteps: 50, seed: 1 });
  const { openId } = texts.last('write');
  const source = { name: 'Clue', text: 'B.', characters: 2, builtIn: 'clue', grammar: 'a = b .' };
  texts.say({ type: 'opened', openId, source, skipped: [], notes: [] });
  expect(state().settings).toMatchObject({ maxSteps: 50, tokenizer: 'word' });
  // A link that names no setting leaves those that the language needs.
  open('#maxSteps=60');
  expect(state().settings).toMatchObject({ maxSteps: 60, tokenizer: 'word' });
  open('#text=bread&packSentences=0');
  await soon(() => expect(state().source.builtIn).toBe('bread'));
  expect(state().settings).toMatchObject({ tokenizer: 'wordpiece', packSentences: false });
});

it('starts the run over once the text of a link is prepared, or keeps it where that cannot be read', async () => {
  const { state, open, app, prepared, trainer } = await opened({ step: 12 });
  open('#text=bread');
  app.links.accept();
  await soon(() => expect(state().source.builtIn).toBe('bread'));
  expect(trainer.types()).toEqual(['pause']);
  prepared();
  expect(trainer.types()).toEqual(['pause', 'load']);

  const bread = builtInTexts.find(({ id }) => id === 'bread')!;
  const load = vi.spyOn(bread, 'load').mockRejectedValue(new Error('offline'));
  const offline = await opened({ step: 12 });
  offline.open('#text=bread');
  offline.app.links.accept();
  await soon(() => expect(offline.state().textProblem?.what).toContain('could not be read'));
  await soon(() => expect(offline.state().run.waiting.fresh).toBe(false));
  expect(offline.state().run.step).toBe(12);
  load.mockRestore();
});

it('keeps the run first, then takes the link', async () => {
  const { state, open, app, trainer } = await opened({ step: 12 });
  app.links.acceptKept(); // nothing waits
  expect(trainer.of('keep')).toEqual([]);
  app.store.setState(({ run }) => ({ run: { ...run, facts: {} as never } }));
  open('#text=harbour&seed=8');
  app.links.acceptKept();
  expect(trainer.of('keep')).toHaveLength(1);
  expect(state().settings.seed).toBe(7);
});
