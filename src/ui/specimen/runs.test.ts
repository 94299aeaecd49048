import { expect, it } from 'vitest';
import { runsOf } from './runs';

/** Words as a tokenizer parts them: at spaces and at marks. */
const words = (text: string) =>
  Array.from(text.matchAll(/(\p{P}|[^\s\p{P}%]+|%)(\s?)/gu), ([, written, gap]) => ({
    written: written!,
    gap: gap!,
  }));

/** Each run in the order of its words, with an arrow where it runs another way than the sentence. */
const shown = (text: string, around: 'ltr' | 'rtl') =>
  runsOf(words(text), around).map(
    (run) =>
      run.words
        .map((w) => w.written + w.gap)
        .join('')
        .trim() + (run.dir === around ? '' : ` ${run.dir}`),
  );

it.each([
  ['גרסה 2.1 יצאה.', 'rtl', ['גרסה', '2.1 ltr', 'יצאה', '.']],
  ['ב 2024-03-05, אז', 'rtl', ['ב', '2024-03-05 ltr', ',', 'אז']],
  ['עלה ב 50% היום', 'rtl', ['עלה', 'ב', '50% ltr', 'היום']],
  ['שלח e-mail.', 'rtl', ['שלח', 'e-mail ltr', '.']],
  ['ב-2.1 או 5–7.', 'rtl', ['ב', '-', '2.1 ltr', 'או', '5–7 ltr', '.']],
  ['ב-GPU (TensorFlow, PyTorch).', 'rtl', ['ב', '-', 'GPU (TensorFlow, PyTorch) ltr', '.']],
  ['על (TensorFlow, PyTorch)', 'rtl', ['על', '(', 'TensorFlow, PyTorch ltr', ')']],
  ['New York City של Windows 11!', 'rtl', ['New York City ltr', 'של', 'Windows 11 ltr', '!']],
  ['New … City … של', 'rtl', ['New … City ltr', '…', 'של']],
  ['12 apples, 4-bit', 'rtl', ['12', 'apples, 4-bit ltr']],
  ['He said שלום, עולם 12 to us.', 'ltr', ['He', 'said', 'שלום, עולם 12 rtl', 'to', 'us', '.']],
  ['בית-ספר', 'rtl', ['בית', '-', 'ספר']],
  ['He said “שלום-רב”.', 'ltr', ['He', 'said', '“', 'שלום-רב rtl', '”', '.']],
  ['Version 2.1 is out.', 'ltr', ['Version', '2', '.', '1', 'is', 'out', '.']],
  ['...', 'rtl', ['.', '.', '.']],
  ['', 'rtl', []],
] as const)('%s', (text, around, expected) => {
  expect(shown(text, around)).toEqual(expected);
});
