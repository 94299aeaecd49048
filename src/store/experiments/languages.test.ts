import { beforeEach, expect, it, vi } from 'vitest';
import { languages } from '../../grammar/languages';
import { saveOwnGrammars } from '../../storage/experiments';
import { type TestApp, testApp } from '../testApp';
import { LANGUAGE } from './testLanguage';

vi.mock('../../storage/experiments', async (original) => ({
  ...(await original<typeof import('../../storage/experiments')>()),
  saveOwnGrammars: vi.fn(async () => true),
}));

const GRAMMAR = 'a = x y z .';
let w: TestApp;
beforeEach(() => {
  w = testApp();
});

const shown = () => w.state().experiments;
const asked = () => w.experiments.of('language');
/** The worker has made the language ready that was asked for last. */
const ready = () => {
  const { languageId } = w.experiments.last('language');
  w.experiments.say({ type: 'language', languageId, language: LANGUAGE });
};
const use = (grammar: string) => {
  w.app.experiments.openOwn(grammar);
  ready();
};

it('keeps the language before until the next is ready', () => {
  use(GRAMMAR);
  expect(shown()).toMatchObject({ languageId: 'own', grammar: GRAMMAR, opening: undefined });
  w.app.experiments.openOwn('a = b .');
  expect(shown()).toMatchObject({
    ...{ grammar: GRAMMAR, language: LANGUAGE, opening: { id: 'own', grammar: 'a = b .' } },
  });
  ready();
  expect(shown()).toMatchObject({ grammar: 'a = b .', opening: undefined });
});

it('hears nothing of a language that was chosen before the last one', () => {
  w.app.experiments.openOwn(GRAMMAR);
  const { languageId } = w.experiments.last('language');
  w.app.experiments.openOwn('a = b .');
  const before = w.state();
  const problem = { kind: 'text', what: 'No.', why: 'So.', advice: 'Go.' } as const;
  w.experiments.say({ type: 'language', languageId, language: LANGUAGE });
  w.experiments.say({ type: 'wrong', languageId, problem });
  expect(w.state()).toBe(before);
  w.experiments.say({ type: 'wrong', languageId: languageId + 1, problem });
  expect(shown()).toMatchObject({ opening: undefined, refused: { grammar: 'a = b .', problem } });
  w.app.experiments.openOwn(GRAMMAR);
  expect(shown().refused).toBeUndefined();
});

it('opens the built-in language that was chosen last', async () => {
  const [first, second] = languages;
  const both = [first!.id, second!.id].map((id) => w.app.experiments.openLanguage(id));
  await Promise.all(both);
  expect(asked()).toHaveLength(1);
  expect(shown().opening).toEqual({ id: second!.id, grammar: await second!.load() });
  const slow = w.app.experiments.openLanguage(first!.id);
  w.app.experiments.openOwn(GRAMMAR);
  await slow;
  expect(shown().opening?.id).toBe('own');
  await w.app.experiments.openLanguage('nowhere');
  expect(asked()).toHaveLength(2);
});

it('says so where a language cannot be read', async () => {
  const load = vi.spyOn(languages[0]!, 'load').mockRejectedValueOnce(new Error('offline'));
  await w.app.experiments.openLanguage(languages[0]!.id);
  load.mockRestore();
  expect(shown().problem?.what).toBe(`“${languages[0]!.name}” could not be read.`);
  expect(shown().problem?.why).toContain('ffline');
});

it('goes back to one’s own grammar', async () => {
  use(GRAMMAR);
  await w.app.experiments.openLanguage(languages[0]!.id);
  ready();
  expect(shown()).toMatchObject({ languageId: languages[0]!.id, ownGrammar: GRAMMAR });
  await w.app.experiments.openLanguage('own');
  ready();
  expect(shown()).toMatchObject({ languageId: 'own', grammar: GRAMMAR });
});

it('keeps the grammars of one’s own that were used before', async () => {
  for (const name of ['a', 'b', 'a', 'c']) use(`${name} = x y z .`);
  expect(shown().ownGrammar).toBe('c = x y z .');
  expect(shown().earlierGrammars).toEqual(['a = x y z .', 'b = x y z .']);
  expect(saveOwnGrammars).toHaveBeenLastCalledWith(['c', 'a', 'b'].map((n) => `${n} = x y z .`));
  vi.mocked(saveOwnGrammars).mockClear();
  use('c = x y z .');
  expect(saveOwnGrammars).not.toHaveBeenCalled();
  for (let i = 0; i < 9; i++) use(`n${i} = x y z .`);
  expect(shown().earlierGrammars).toHaveLength(5);
  expect(w.state().notice).toBeUndefined();
  vi.mocked(saveOwnGrammars).mockResolvedValueOnce(false);
  use('last = x .');
  await expect.poll(() => w.state().notice).toContain('could not keep your language');
});

it('is made ready again when its worker has died, but not over and over', () => {
  use(GRAMMAR);
  w.experiments.forget();
  for (const left of [1, 2]) {
    w.experiments.die('out of memory');
    expect(asked()).toHaveLength(left);
    expect(shown().problem?.advice).toContain('preparing the language');
    expect(shown()).toMatchObject({ language: undefined, opening: { grammar: GRAMMAR } });
  }
  w.experiments.die('out of memory');
  expect(asked()).toHaveLength(2);
  expect(shown().problem).toMatchObject({
    ...{ kind: 'worker', what: 'The worker for experiments could not start.' },
    why: expect.stringContaining('ut of memory'),
  });
  expect(shown().problem?.advice).toContain('Reload');
  expect(shown().opening).toBeUndefined();
});

it('counts the deaths anew once a language was ready', () => {
  for (let death = 0; death < 5; death++) {
    use(`a = ${'x '.repeat(death + 1)}.`);
    w.experiments.die('out of memory');
    expect(shown().opening).toBeDefined();
  }
});

it('has nothing to make ready after a death where nothing was chosen', () => {
  w.app.experiments.setKeepRuns(true);
  w.experiments.die('out of memory');
  expect(asked()).toEqual([]);
});
