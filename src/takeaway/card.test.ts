import { expect, it } from 'vitest';
import { modelCard } from './card';
import { folderOf } from './folder';
import { takenRun } from './testTaken';

const card = (changed: Parameters<typeof takenRun>[0] = {}) => modelCard(takenRun(changed).run, []);

const BREAD = { name: 'Bread at home', builtIn: 'bread', characters: 90, language: 'en', hash: 1 };
const UNNAMED = { ...BREAD, name: 'Your text', builtIn: undefined };
const LANGUAGE = { ...BREAD, name: 'Geese', characters: 0, language: undefined, grammar: 'S -> a' };

/** By hand: four blanks, each a window of its own, half of them right. */
const EXAM = {
  ...{ id: 'e', blanks: 4, losses: Float32Array.of(1, 1, 1, 1), right: Uint8Array.of(1, 1, 0, 0) },
  ...{ groups: Uint32Array.of(0, 1, 2, 3), loss: 1, accuracy: 0.5 },
  ...{ knowsNothing: 2.08, knowsFrequencies: 1.75 },
};

it('says how the run did in its exam, to people and to the Hub', () => {
  const text = card({ exam: EXAM });
  expect(text).toContain('| Right | 50.0 % | [0.0, 100.0] |');
  expect(text).toContain('| Loss, nats | 1.00 | [1.00, 1.00] |');
  expect(text).toContain('| Perplexity | 2.72 | [2.72, 2.72] |');
  expect(text).toMatch(/type: accuracy\n.*\n +value: 0\.5000\n/);
  expect(text).toContain('a loss of 2.08 nats');
});

it('counts what the exam asks: sentences, blanks and places, and what the intervals resample', () => {
  const heldOut = {
    ...{ sentences: [7, 8], allSentences: 42 },
    exam: [
      [11, 1],
      [12, 1],
      [11, 1, 3],
    ], // three places, one of them twice
  };
  const exam = { ...EXAM, heldOut, groups: Uint32Array.of(0, 1, 0, 0) };
  const text = card({ exam });
  expect(text).toContain('2 of 42 sentences were held out from training.');
  expect(text).toContain(
    'asks 4 blanks in them, at step 10. They stand in 3 different places, so 1 of them repeats one.',
  );
  expect(text).toContain('resamples the 2 windows of the exam');
  expect(text).toContain('With so few windows they are rough');
  expect(card()).not.toContain('With so few windows'); // sixty
  // An older run does not say of how many.
  const older = card({ exam: { ...exam, heldOut: { ...heldOut, allSentences: undefined } } });
  expect(older).toContain('2 of the sentences were held out');
  expect(card({ exam: { ...EXAM, heldOut: undefined } })).toContain('Some sentences were held out');
});

it('names a license where all is Cloze’s, and else leaves it to the person', () => {
  const head = (changed: Parameters<typeof card>[0]) => card(changed).split('\n---\n')[0]!;
  const starter = { beginFrom: 'starter', tokenizer: 'starter' } as const;
  expect(head({ text: BREAD })).toMatch(/^license: apache-2\.0$/m);
  expect(head({ text: BREAD, settings: starter })).toMatch(/^license: apache-2\.0$/m);
  expect(head({ text: UNNAMED, settings: starter })).not.toMatch(/^license:/m);
  expect(head({ text: UNNAMED, settings: starter })).toMatch(
    /^# Choose .* in your text and in the starter \(apache-2\.0\) allow.*\n# license:/m,
  );
  const opened = head({ text: BREAD, settings: { beginFrom: 'opened' } });
  expect(opened).not.toMatch(/^(license|base_model):/m);
  expect(opened).toContain('# base_model: OWNER/NAME');
  const hub = head({ text: BREAD, settings: { beginFrom: 'opened' }, beganFrom: 'org/tiny' });
  expect(hub).toMatch(/^base_model: org\/tiny$/m);
});

it('leaves a language out that nobody knows', () => {
  const head = (language: string) => card({ text: { ...BREAD, language } }).split('\n---\n')[0]!;
  expect(head('de')).toContain('\nlanguage: de\n');
  expect(head('und-Latn')).not.toContain('language:');
});

it('calls a model by its text, also one that has no name', () => {
  const title = (changed: Parameters<typeof card>[0]) =>
    /^# (?!license|Choose).*$/m.exec(card(changed).split('\n---\n')[1]!)![0];
  expect(title({ name: 'Bread at home · seed 7', text: BREAD })).toBe(
    '# A small BERT trained on “Bread at home” · seed 7',
  );
  expect(title({ name: 'Your text (2)', text: UNNAMED })).toBe(
    '# A small BERT trained on an unnamed text (2)',
  );
  expect(title({ name: 'Geese', text: LANGUAGE })).toBe(
    '# A small BERT trained on the artificial language “Geese”',
  );
  expect(title({ name: 'My first model', text: BREAD })).toBe('# My first model');
  expect(card({ text: LANGUAGE })).not.toContain('0 characters');
  expect(card({ text: UNNAMED })).toContain('here called `cloze-model`');
});

it('says how to load it by each script of the folder, and by no other', () => {
  const { run, state } = takenRun();
  const files = folderOf({ run, parameters: state.parameters });
  const scripts = files.filter(({ path }) => /^code\/load_/.test(path)).map(({ path }) => path);
  const text = modelCard(run, files);
  const named = [...text.matchAll(/^(?:python|node) (code\/load_\S+) "/gm)].map(([, path]) => path);
  expect(named.toSorted()).toEqual(scripts.toSorted());
  expect(text).not.toMatch(/undefined|NaN/);
  expect(modelCard(run, [])).not.toContain('npm install');
});

it('writes settings in words, and leaves out those that say nothing of this run', () => {
  const text = card({
    settings: { loadBestModelAtEnd: false, vocabSize: 8192 },
    auto: ['vocabSize'],
  });
  expect(text).toContain('| `vocabSize` | at most 8\u202f192; it has 8 (by Auto) |');
  expect(text).toContain('| `loadBestModelAtEnd` | at its last step |');
  expect(text).not.toMatch(/`(workers|openedModel|layerNormEps|tieWordEmbeddings|backend)` \|/);
  expect(card({ settings: { layerNormEps: 1e-5 } })).toContain('| `layerNormEps` | 0.00001 |');
  const opened = { beginFrom: 'opened', openedModel: 7, tokenizer: 'model' } as const;
  expect(card({ settings: opened })).not.toMatch(/`(vocabSize|minFrequency)` \|/);
});

it('gives the Hub no results that prove nothing, and says so', () => {
  const text = card({ starterRead: 0.9 });
  expect(text).toContain(
    '**This exam proves nothing.** The starter that the run began from had read 90 %',
  );
  expect(text).not.toContain('model-index');
});

it('says what the model began from, and what it had read', () => {
  const begun = (beginFrom: 'nothing' | 'starter' | 'opened') => card({ settings: { beginFrom } });
  expect(begun('nothing')).toContain('It began from random weights and');
  expect(begun('nothing')).toContain('It has read this one text');
  expect(begun('starter')).toMatch(
    /began from Cloze’s .*starter, a small model that the project pretrained/,
  );
  expect(begun('opened')).toContain('It began from a model that was opened from its files and');
  expect(begun('opened')).toContain('What the opened model had read before is not known.');
  expect(begun('opened')).not.toContain('nothing else');
});

it('says what a run that saw one side means for other libraries', () => {
  const text = card({ settings: { context: 'left' } });
  expect(text).toContain('**Each token saw only itself and what stands before it**');
  expect(text).not.toContain('model-index');
  expect(card()).toContain('model-index');
});

it('takes a name for a name, whatever signs are in it', () => {
  const { text } = takenRun().run;
  const name = '<img src=x> | [a](b)\n# "c"';
  const written = card({ name, text: { ...text, name } });
  expect(written).toContain('trained on “\\<img src=x\\> \\| \\[a\\](b) \\# "c"”');
  expect(written).toContain('trained on “<img src=x> | [a](b) # \\"c\\"”"');
});
