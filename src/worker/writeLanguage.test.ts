import { beforeEach, expect, it, vi } from 'vitest';
import { testTextFile } from './testTextFile';
import { writeLanguage } from './writeLanguage';

const stored = vi.hoisted(() => ({ file: undefined as unknown, made: 0 }));
vi.mock('../storage/textFiles', () => ({
  async createTextFile() {
    stored.made++;
    return stored.file;
  },
}));
// Twenty thousand sentences take a second.
vi.mock('../config/experiments', async (load) => ({
  ...(await load<typeof import('../config/experiments')>()),
  EXPERIMENT_SENTENCES: 100,
}));

const GRAMMAR = 'text = the <pet> sleeps .\npet = cat | dog';
const write = (grammar: string, builtIn?: string) =>
  writeLanguage({ type: 'write', openId: 1, name: 'Pets', grammar, builtIn });

let made: ReturnType<typeof testTextFile>;
beforeEach(() => {
  made = testTextFile();
  stored.file = made.file;
  stored.made = 0;
});

it('samples sentences, always the same ones, one a paragraph', async () => {
  const outcome = await write(GRAMMAR, 'pets');
  if (outcome.type !== 'opened') throw new Error(outcome.problem.why);
  const { source, skipped, notes } = outcome;
  const sentences = source.text.trim().split(/\n+/);
  expect(sentences).toHaveLength(100);
  expect(new Set(sentences)).toEqual(new Set(['the cat sleeps.', 'the dog sleeps.']));
  expect(source).toMatchObject({
    name: 'Pets',
    language: 'und',
    grammar: GRAMMAR,
    builtIn: 'pets',
  });
  expect([skipped, notes]).toEqual([[], []]);
  expect(await write(GRAMMAR, 'pets')).toEqual(outcome);
});

it('refuses what is no language, before a file is made', async () => {
  expect(await write('text = <nothing> .')).toEqual({
    type: 'refused',
    problem: {
      kind: 'text',
      what: 'Pets cannot be opened as a text.',
      why: expect.stringContaining('nothing'),
      advice: 'You can still train on it in Experiments. Your current text is kept.',
    },
  });
  expect(stored.made).toBe(0);
});

it('refuses a language whose words a tokenizer would split', async () => {
  expect(await write('text = the semi-wild cat .')).toMatchObject({ type: 'refused' });
  expect(stored.made).toBe(0);
});

it('refuses sentences longer than a model of the experiments sees', async () => {
  const long = (words: number) => write(`text = ${'a '.repeat(words - 1)}.`);
  expect(await long(200)).toMatchObject({ type: 'refused' });
});

it('leaves no file where storing it fails, and gives the first reason', async () => {
  made.file.discard = vi.fn(async () => {
    throw new Error('it is gone already');
  });
  const failing = {
    ...made.file,
    write() {
      throw new Error('the disk is full');
    },
  };
  stored.file = failing;
  // Long enough to be stored
  const words = Array.from({ length: 13 }, (_, i) => `w${'o'.repeat(80 + i)}rd`).join(' ');
  expect(await write(`text = ${words} .`)).toMatchObject({
    problem: { why: 'The disk is full.' },
  });
  expect(failing.discard).toHaveBeenCalledOnce();
});
