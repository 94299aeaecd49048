import { expect, it } from 'vitest';
import { modelCard } from './card';
import { takenRun } from './testTaken';

const card = (changed: Parameters<typeof takenRun>[0] = {}) => modelCard(takenRun(changed).run, []);

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

it('leaves the license to the person, and a language out that nobody knows', () => {
  const head = (language: string) => {
    const { text } = takenRun().run;
    return card({ text: { ...text, language } }).split('\n---\n')[0]!;
  };
  expect(head('de')).toContain('\nlanguage: de\n');
  expect(head('und-Latn')).not.toContain('language:');
  expect(head('de')).toContain('\n# license: apache-2.0\n');
  expect(head('de')).not.toMatch(/^license:/m);
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
  expect(begun('nothing')).toContain('of one text, nothing else.');
  expect(begun('starter')).toMatch(/began from Cloze’s .*starter, a small pretrained model/);
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
  expect(written).toContain('# \\<img src=x\\> \\| \\[a\\](b) \\# "c"');
  expect(written).toContain('name: "<img src=x> | [a](b) # \\"c\\""');
});
