import { expect, it } from 'vitest';
import type { OpenedModel } from '../../../protocol/models';
import { savedRun, stateOf } from '../../../storage/testRuns';
import { textHash } from '../../../storage/textHash';
import { createApp } from '../../../store/app';
import { opponentsOf, wordExamRequest } from './opponents';

const TEXT = 'A cat. A dog.';
const text = {
  ...{ name: 'Text', builtIn: undefined, characters: TEXT.length, hash: textHash(TEXT) },
  ...{ whole: TEXT, language: 'en' },
};
const FIRST = savedRun('first', { text });
const OTHER = savedRun('other', { text, exam: { ...FIRST.exam, id: 'of other tokens' } });
const MODEL: OpenedModel = {
  ...{ id: 7, name: 'Tiny', positions: 32, notes: [], weights: new Blob(['weights']) },
  vocabulary: { tokens: ['[PAD]', 'cat'], doLowerCase: true, stripAccents: true },
  settings: {
    ...{ hiddenSize: 8, numHiddenLayers: 1, numAttentionHeads: 1, intermediateSize: 16 },
    ...{ layerNormEps: 1e-12, tieWordEmbeddings: true, doLowerCase: true, stripAccents: true },
  },
};

it('offers runs on the same text that sat another exam, and models that were opened', () => {
  const alike = savedRun('alike', { text });
  const elsewhere = savedRun('elsewhere', { ...OTHER, text: { ...text, hash: 5 } });
  const found = opponentsOf(FIRST, [FIRST, alike, OTHER, elsewhere], [MODEL]);
  expect(found.map(({ name }) => name)).toEqual(['other', 'Tiny']);
});

it('asks for both models on the text of the run, each as it reads', async () => {
  const app = createApp();
  await app.library.add(OTHER, stateOf(3)); // there is no storage here, so the page holds it
  const [other, opened] = opponentsOf(FIRST, [OTHER], [MODEL]);
  expect(await wordExamRequest(app, FIRST, other!)).toMatchObject({
    ...{ text: TEXT, language: 'en' },
    sitters: [
      { runId: 'first', vocabulary: FIRST.vocabulary, state: undefined },
      { runId: 'other', settings: OTHER.settings, state: stateOf(3) },
    ],
  });
  const request = await wordExamRequest(app, FIRST, opened!);
  expect(request).toMatchObject({
    sitters: [
      { runId: 'first' },
      { vocabulary: MODEL.vocabulary, settings: { hiddenSize: 8, maxPositionEmbeddings: 32 } },
    ],
  });
});

it('says so where the text is gone', async () => {
  const gone = savedRun('gone', { text: { ...text, whole: undefined } });
  const [opened] = opponentsOf(gone, [], [MODEL]);
  const request = await wordExamRequest(createApp(), gone, opened!);
  expect(request).toMatchObject({ why: 'Their text, “Text”, is no longer among your texts.' });
});
