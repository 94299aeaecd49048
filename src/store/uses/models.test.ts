import { expect, it } from 'vitest';
import { savedRun, stateOf } from '../../storage/testRuns';
import { textHash } from '../../storage/textHash';
import { createApp } from '../app';
import { createModels, modelChoices } from './models';

const TEXT = 'A cat. A dog.';
const text = {
  ...{ name: 'Pets', builtIn: undefined, characters: TEXT.length, hash: textHash(TEXT) },
  ...{ whole: TEXT, language: 'en' },
};

async function world() {
  const app = createApp();
  await app.library.add(savedRun('first', { name: 'My run', text }), stateOf(3)); // there is no storage here
  app.store.setState({
    source: { name: 'Shown', text: 'One. Two.', characters: 9, language: 'en' },
    models: [
      {
        ...{ id: 7, name: 'Tiny', positions: 32, notes: [], weights: new Blob(['weights']) },
        vocabulary: { tokens: ['[PAD]', 'cat'], doLowerCase: true, stripAccents: true },
        settings: {
          ...{ hiddenSize: 8, numHiddenLayers: 1, numAttentionHeads: 1, intermediateSize: 16 },
          ...{
            layerNormEps: 1e-12,
            tieWordEmbeddings: true,
            doLowerCase: true,
            stripAccents: true,
          },
        },
      },
    ],
  });
  return { app, models: createModels(app) };
}

const words = (choices: ReturnType<typeof modelChoices>) => choices.map((one) => one.words);

it('offers other models only to uses that take them', async () => {
  const { app } = await world();
  const state = app.store.getState();
  expect(words(modelChoices(state, { takesAnyModel: false, isHere: true }))).toEqual([
    'trained for this use',
    'trained here',
  ]);
  expect(words(modelChoices(state, { takesAnyModel: true, isHere: false }))).toEqual([
    'trained for this use',
    'My run',
    'the starter (English)',
    'the starter (German)',
    'Tiny (opened model)',
  ]);
  const ran = { ...state, run: { ...state.run, step: 1200, facts: {} as never } };
  expect(words(modelChoices(ran, { takesAnyModel: true, isHere: false }))[1]).toBe(
    'the playground’s run, step 1\u202f200',
  );
});

it('asks the model of the use about no text but its own', async () => {
  const { models } = await world();
  expect(await models.asked('shipped')).toEqual({ model: { kind: 'shipped' } });
  expect(await models.asked('here')).toEqual({ model: { kind: 'here' } });
});

it('asks a kept run about the text that it learned from', async () => {
  const { models } = await world();
  expect(await models.asked('kept first')).toMatchObject({
    model: { kind: 'other', name: 'My run', from: { runId: 'first', state: stateOf(3) } },
    text: { name: 'Pets', text: TEXT, language: 'en' },
  });
});

it('asks the starter and an opened model about the text that the playground shows', async () => {
  const { models } = await world();
  const starter = await models.asked('starter de');
  expect(starter).toMatchObject({
    model: { name: 'The starter (German)', from: { starter: 'de' }, settings: { hiddenSize: 64 } },
    text: { name: 'Shown', text: 'One. Two.', language: 'en' },
  });
  expect(await models.asked('opened 7')).toMatchObject({
    model: { name: 'Tiny', settings: { hiddenSize: 8, maxPositionEmbeddings: 32 } },
    text: { name: 'Shown' },
  });
});

it('gives the same text the same key, and another one another', async () => {
  const { app, models } = await world();
  const keyNow = async () => {
    const asked = await models.asked('starter en');
    return 'text' in asked && asked.text?.key;
  };
  const before = await keyNow();
  expect(await keyNow()).toBe(before);
  app.store.setState({ source: { name: 'Shown', text: 'One. Six.', characters: 9 } });
  expect(await keyNow()).not.toBe(before);
});

it('says why a model cannot be asked', async () => {
  const { app, models } = await world();
  const why = async (key: Parameters<typeof models.asked>[0]) => {
    const asked = await models.asked(key);
    return 'why' in asked ? asked.why : undefined;
  };
  expect(await why('run')).toBe('The playground’s run has not taken a step yet.');
  expect(await why('kept other')).toBe('It is no longer in the Library.');
  expect(await why('opened 8')).toBe('It is no longer among the opened models.');
  await app.library.add(savedRun('gone', { text: { ...text, whole: undefined } }), stateOf(3));
  expect(await why('kept gone')).toBe('Its text, “Pets”, is no longer among your texts.');
});
