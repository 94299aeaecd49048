import { expect, it } from 'vitest';
import { loadEncoded, storeEncoded } from './encodedBlobs';
import { prepareText } from './prepare';
import { allTokens } from './testTokens';

it('keeps an encoded text outside memory, and reads it back as it was', async () => {
  const text =
    'The boat lay still. The wind was gone, and the boat lay there.\n\nThe boat lay still.';
  const prepared = await prepareText(text, { vocabSize: 60, doLowerCase: true });
  const { tokens, ...rest } = await loadEncoded(storeEncoded(prepared));
  expect(allTokens({ tokens })).toEqual(allTokens(prepared.encoded));
  expect({ ...rest, sentenceStarts: [...rest.sentenceStarts], groups: [...rest.groups] }).toEqual({
    sentenceStarts: [...prepared.encoded.sentenceStarts],
    groups: [...prepared.encoded.groups],
    counts: prepared.encoded.counts,
  });
});
