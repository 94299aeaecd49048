import { expect, it } from 'vitest';
import { clustersOf } from './clusters';
import { runsOf } from './runs';

/** Words as a tokenizer parts them: letters, numbers, and each mark by itself. */
const words = (text: string) =>
  Array.from(text.matchAll(/(\p{P}|\p{Script=Han}|[^\s\p{P}]+)(\s?)/gu), ([, written, gap]) => ({
    written: written!,
    gap: gap!,
  }));

it.each([
  ['A door, and more.', ['A', 'door,', 'and', 'more.']],
  ['He said “come (now)”!', ['He', 'said', '“come', '(now)”!']],
  ['It’s 2.1 or well-known', ['It’s', '2.1', 'or', 'well-', 'known']],
  ['风吹，来「了」', ['风', '吹，', '来', '「了」']],
  ['', []],
])('keeps %s together where a line may not end', (text, expected) => {
  const written = clustersOf(runsOf(words(text), 'ltr')).map((runs) =>
    runs.flatMap((run) => run.words.map((word) => word.written)).join(''),
  );
  expect(written).toEqual(expected);
});
