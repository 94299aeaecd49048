import { describe, expect, it } from 'vitest';
import { makeDataset } from './dataset';
import { prepareText } from './prepare';

const PEOPLE = ['Mira', 'Tomas', 'Ines', 'Pavel', 'Rosa'];
const THINGS = ['bread', 'apples', 'milk', 'eggs', 'salt', 'honey', 'beans'];
/** 200 sentences, many of which stand there twice or more. */
const TEXT = Array.from({ length: 200 }, (_, i) => {
  const person = PEOPLE[i % 5];
  return `${person} sold ${THINGS[(i * i) % 7]} to the ${['old', 'new'][i % 2]} keeper on day ${i % 40}.`;
}).join('\n');

async function sides(keepTogether: boolean) {
  const { encoded, stats } = await prepareText(TEXT, { vocabSize: 400, doLowerCase: true });
  const { heldOut } = makeDataset(encoded, { sequenceLength: 32, keepTogether });
  const { ids, sentenceStarts } = encoded;
  const written = Array.from(heldOut, (_, s) =>
    ids.subarray(sentenceStarts[s], sentenceStarts[s + 1]).join(),
  );
  const trained = new Set(written.filter((_, s) => !heldOut[s]));
  return { stats, leaked: written.filter((w, s) => heldOut[s] && trained.has(w)).length, heldOut };
}

describe('the held-out sentences', () => {
  it('are none that is also trained on', async () => {
    const { leaked, stats, heldOut } = await sides(true);
    expect(stats.copies).toBeGreaterThan(20);
    expect(leaked).toBe(0);
    expect(heldOut.reduce((a, b) => a + b, 0)).toBeGreaterThan(10);
  });

  it('are some of those where repeats are not kept together', async () => {
    expect((await sides(false)).leaked).toBeGreaterThan(0);
  });
});

it('leaves sentences without a token out of the split', async () => {
  const marks = Array.from({ length: 15 }, () => '\u0301\u0308').join('\n\n');
  const text = `${marks}\n\nOne boat came in early.\n\nTwo gulls sat on the wall.`;
  const settings = { vocabSize: 200, doLowerCase: true, stripAccents: true };
  const { encoded, stats } = await prepareText(text, settings);
  expect(stats.sentences).toBe(2);
  const cut = makeDataset(encoded, { sequenceLength: 64, keepTogether: true });
  expect(cut.trainWindows.firstUnit.length).toBe(1);
  expect(cut.heldOutWindows.firstUnit.length).toBe(1);
});
