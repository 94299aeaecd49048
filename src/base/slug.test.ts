import { expect, it } from 'vitest';
import { fileNameOf, slug } from './slug';

it('makes words of a name one word', () => {
  expect(slug('Hidden / kept / swapped')).toBe('hidden-kept-swapped');
  expect(slug('Ein Jahr im Gärtchen · 40 %')).toBe('ein-jahr-im-gärtchen-40');
  expect(slug('हिन्दी')).toBe('हिन्दी'); // its vowels are marks
});

it('makes a name that every system takes for a file', () => {
  expect(fileNameOf('Bread at home · mask ratio 40 %')).toBe('cloze-bread-at-home-mask-ratio-40');
  expect(fileNameOf('../../etc/passwd')).toBe('cloze-etc-passwd');
  expect(fileNameOf('con')).toBe('cloze-con'); // Windows keeps the bare name for itself
  expect(fileNameOf('…')).toBe('cloze');
  const bytes = new TextEncoder().encode(fileNameOf('𝔘'.repeat(400))).length;
  expect(bytes).toBeLessThan(255);
});
