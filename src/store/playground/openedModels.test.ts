import { expect, it, vi } from 'vitest';
import type { OpenedModel } from '../../protocol/models';
import { SUMMARY, testApp } from '../testApp';

const VOCABULARY = { ...SUMMARY.vocabulary, tokens: ['[PAD]', 'own'] };
const MODEL: OpenedModel = {
  ...{ id: 7, name: 'bert-mini', positions: 512, notes: [], weights: new Blob(['w']) },
  vocabulary: VOCABULARY,
  settings: {
    ...{ hiddenSize: 256, numHiddenLayers: 4, numAttentionHeads: 4, intermediateSize: 1024 },
    ...{ layerNormEps: 1e-5, tieWordEmbeddings: true, doLowerCase: false, stripAccents: false },
  },
};

async function opened() {
  const w = testApp();
  w.app.text.takeCopy('Your text', 'First text.');
  w.prepared();
  w.loaded();
  w.app.models.open([['model.safetensors', new Blob(['w'])]], 'bert-mini');
  const { modelId } = w.texts.last('openModel');
  w.texts.say({ type: 'modelOpened', modelId, model: MODEL });
  await expect.poll(() => w.state().modelOpening?.stage).toBe('opened');
  w.texts.forget();
  w.trainer.forget();
  return w;
}

it('begins from an opened model with its size, its tokens and its weights', async () => {
  const w = await opened();
  expect(w.app.models.begin(7)).toBeUndefined();
  expect(w.state().settings).toMatchObject({
    ...MODEL.settings,
    ...{ beginFrom: 'opened', tokenizer: 'model', openedModel: 7, maxPositionEmbeddings: 64 },
  });
  expect(w.texts.last('prepare').own).toEqual(VOCABULARY);
  w.prepared({ vocabulary: VOCABULARY });
  expect(w.trainer.last('load').begin).toEqual({ model: MODEL, vocabulary: VOCABULARY });
});

it('leaves what it begins from to Auto once the size is another', async () => {
  const w = await opened();
  w.app.models.begin(7);
  w.prepared({ vocabulary: VOCABULARY });
  w.app.settings.change({ maxPositionEmbeddings: 128 });
  expect(w.state().settings.beginFrom).toBe('opened');
  w.app.settings.change({ hiddenSize: 64 });
  expect(w.state().settings).toMatchObject({ beginFrom: 'nothing', hiddenSize: 64 });
  expect(w.state().settings.tokenizer).not.toBe('model');
  expect(w.state().auto).toContain('beginFrom');
});

it('says why files cannot be opened, and hears nothing of files that were opened before others', async () => {
  const w = await opened();
  const problem = { kind: 'settings', what: 'This is a RoBERTa.', why: 'w', advice: 'a' } as const;
  w.app.models.open([], 'a');
  const { modelId } = w.texts.last('openModel');
  w.app.models.open([], 'b');
  w.texts.say({ type: 'modelRefused', modelId, problem });
  expect(w.state().modelOpening).toEqual({ stage: 'reading', name: 'b' });
  w.texts.say({ type: 'modelRefused', modelId: modelId + 1, problem });
  expect(w.state().modelOpening).toEqual({ stage: 'refused', problem });
});

it('replaces its tokens where that is asked for, and puts a run that has trained away', async () => {
  const w = await opened();
  w.patchRun({ step: 10, status: 'paused' });
  w.app.models.begin(7, 'wordpiece');
  expect(w.state().settings).toMatchObject({ beginFrom: 'opened', tokenizer: 'wordpiece' });
  expect(w.texts.last('prepare').own).toBeUndefined();
  w.prepared();
  expect(w.trainer.last('load').begin).toMatchObject({ model: MODEL });
  expect(w.state().modelOpening).toBeUndefined();
});

it('leaves page and dialog as they are where the settings do not take it', async () => {
  const w = await opened();
  const before = w.state().settings;
  expect(w.app.models.begin(0)).toMatch(/Open a model first/);
  expect(w.state().modelOpening?.stage).toBe('opened');
  expect(w.state().settings).toEqual(before);
});

it('refuses what the device has no room for, and does not keep it', async () => {
  vi.stubGlobal('navigator', { deviceMemory: 2 ** -10 });
  const w = testApp();
  w.app.models.open([], 'large');
  const { modelId } = w.texts.last('openModel');
  w.texts.say({ type: 'modelOpened', modelId, model: MODEL });
  await expect.poll(() => w.state().modelOpening?.stage).toBe('refused');
  expect(w.state().models ?? []).toEqual([]);
});
