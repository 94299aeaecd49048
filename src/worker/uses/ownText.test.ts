import { beforeEach, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../config/settings';
import { sentenceHash } from '../../dataset/sentenceHashes';
import type { UseModel, UseText } from '../../protocol/uses';
import { vocabularyOf } from '../../uses/testReader';
import { heldOutSentences } from '../heldOutSentences';
import { createOwnTexts } from './ownText';

const READ = 'The old ferry sails at noon.';
const hashes = vi.hoisted(() => ({ read: new Set<number>() }));
vi.mock('../../starter/files', () => ({ starterSentences: async () => hashes.read }));

let texts: ReturnType<typeof createOwnTexts>;
beforeEach(() => {
  texts = createOwnTexts();
  hashes.read = new Set([sentenceHash(READ)!]);
});

const textOf = (text: string | Blob, key = 'a'): UseText => ({
  key,
  name: 'Ferry',
  text,
  language: 'en',
});
const settings = { ...DEFAULT_SETTINGS, maxPositionEmbeddings: 16 };
const vocabulary = vocabularyOf('the', 'old', 'ferry', 'sails', 'at', 'noon', '.');
const other = (from: Extract<UseModel, { kind: 'other' }>['from'], key = 'm'): UseModel => ({
  ...{ kind: 'other', key, name: 'Mine', settings, vocabulary, from },
});
const RUN = other({ runId: 'r', state: undefined });

const THREE = [READ, 'Wait.', 'A new ferry sails every single night.'];

it('cuts a text into its sentences, from a string as from a file', async () => {
  for (const text of [THREE.join(' '), new Blob([THREE.join(' ')])]) {
    const own = await createOwnTexts().sentences(textOf(text));
    expect(own).toEqual({ sentences: THREE, notes: [] });
  }
  expect((await texts.sentences(textOf('', 'none'))).sentences).toEqual([]);
});

it('reads no more than the beginning of a long file, and no half of a sentence', async () => {
  const sentence = `${'word '.repeat(1000)}end.`;
  const blob = new Blob([`${sentence} `.repeat(2000)]); // 10 MB
  const slice = vi.spyOn(blob, 'slice');
  vi.spyOn(blob, 'text').mockRejectedValue(new Error('read whole'));
  const { sentences, notes } = await texts.sentences(textOf(blob));
  expect(slice).toHaveBeenCalledExactlyOnceWith(0, 1_600_000);
  expect(sentences.every((one) => one === sentence)).toBe(true);
  expect(sentences.length).toBe(79);
  expect(notes).toEqual(['Of “Ferry”, only the first 79 sentences are used.']);
});

it('says nothing where exactly all sentences are used', async () => {
  const [all, more] = [2000, 2001].map((n) => textOf('It rains. '.repeat(n), `${n}`));
  expect(await texts.sentences(all!)).toMatchObject({ sentences: { length: 2000 }, notes: [] });
  expect(await texts.sentences(more!)).toMatchObject({ sentences: { length: 2000 }, notes: [{}] });
});

it('knows what each kind of model has not learned from', async () => {
  const text = textOf(THREE.join(' '));
  const heldOut = async (model: UseModel) => (await createOwnTexts().for(text, model)).heldOut;
  expect(await heldOut({ kind: 'shipped' })).toEqual(THREE);
  expect(await heldOut(other({ weights: new Blob() }))).toEqual(THREE);
  // Of a short sentence nobody knows whether the starter has read it.
  expect(await heldOut(other({ starter: 'en' }))).toEqual([THREE[2]]);
  const expected: string[] = [];
  const run = { settings, vocabulary };
  for await (const one of heldOutSentences(new Blob([THREE.join(' ')]), 'en', [run])) {
    expected.push(one.text);
  }
  expect(expected).toHaveLength(1);
  expect(await heldOut(RUN)).toEqual(expected);
});

it('gives held-out sentences of a run in the order of the text', async () => {
  const text = Array.from({ length: 60 }, (_, i) => `The ferry ${i} sails.`);
  const { heldOut } = await texts.for(textOf(text.join(' ')), RUN);
  expect(heldOut.length).toBeGreaterThan(3);
  const places = heldOut.map((one) => text.indexOf(one));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places).not.toContain(-1);
});

it('does not look for what a run held out of one sentence, or of a very long text', async () => {
  expect((await texts.for(textOf('Wait.', 'one'), RUN)).heldOut).toEqual([]);
  const long = await texts.for(textOf('It rains. '.repeat(400_001), 'long'), RUN);
  expect(long.heldOut).toEqual([]);
  expect(long.notes).toHaveLength(2);
  expect(long.notes[1]).toContain('too long to find out here');
});

it('reads each text once for each model, and again what failed', async () => {
  const text = textOf(THREE.join(' '));
  const [one, same] = [await texts.for(text, RUN), await texts.for({ ...text, text: '' }, RUN)];
  expect(same).toBe(one);
  expect(await texts.for(text, other({ weights: new Blob() }, 'n'))).not.toBe(one);
  const broken = new Blob([THREE[0]!]);
  vi.spyOn(broken, 'slice').mockImplementationOnce(() => {
    throw new Error('it was moved');
  });
  await expect(texts.sentences(textOf(broken, 'b'))).rejects.toThrow('it was moved');
  expect((await texts.sentences(textOf(broken, 'b'))).sentences).toHaveLength(1);
});
