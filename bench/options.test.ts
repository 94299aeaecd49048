import { expect, test } from 'vitest';
import { readOptions } from './options';

test('by default the step and the page, at the sizes that SwiftShader can do', () => {
  expect(readOptions([])).toMatchObject({ what: 'all', sizes: ['1', '2'], rounds: 5, gpu: false });
  expect(readOptions(['--gpu']).sizes).toEqual(['1', '2', 'mini']);
});

test('a long run is of the step alone', () => {
  expect(readOptions(['--long', '5000'])).toMatchObject({ what: 'steps', long: 5000 });
});

test('the text is a part of its own', () => {
  expect(readOptions(['text'])).toMatchObject({ what: 'text', megabytes: [1, 10], textRounds: 3 });
  expect(readOptions(['text', '--mb', '2', '--rounds', '7'])).toMatchObject({
    megabytes: [2],
    textRounds: 7,
  });
});

test('dispatches is a part of its own, on SwiftShader or the GPU', () => {
  expect(readOptions(['dispatches'])).toMatchObject({ what: 'dispatches', sizes: ['1', '2'] });
  expect(readOptions(['dispatches', '--gpu', '--cfg', 'mini', '--rounds', '2'])).toMatchObject({
    ...{ what: 'dispatches', gpu: true, sizes: ['mini'], rounds: 2 },
  });
});

test('memory is a part of its own, with long texts', () => {
  expect(readOptions(['memory'])).toMatchObject({ what: 'memory', megabytes: [100], opens: 1 });
  expect(readOptions(['memory', '--kinds', 'prose, list', '--opens', '3'])).toMatchObject({
    kinds: ['prose', 'list'],
    opens: 3,
  });
});

test.each([
  [['--fast'], /Unknown option '--fast'/],
  [['--cfg', '1,3'], /--cfg: no "3"\. There are: 1, 2, mini, small, base\./],
  [['--only', 'torch'], /--only: no "torch"\. There are: cloze-webgpu, /],
  [['texts'], /no part "texts"\. There are: text, kernels, dispatches, memory, saving\./],
  [['text', '--mb', '1,x'], /--mb is "x", not a whole number above 0/],
  [['--rounds', '0'], /--rounds is "0", not a whole number above 0/],
  [['--node', '--page-only'], /--page-only and --node do not go together/],
  [['--page-only', '--long', '9'], /--page-only and --long do not go together/],
])('%j is refused with what there is', (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});
