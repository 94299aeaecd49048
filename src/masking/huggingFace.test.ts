import { expect, it } from 'vitest';
import { key } from '../base/random';
import { FIRST_PIECE_ID, MASK_ID } from '../tokenizer/vocabulary';
import { collate, NOT_ASKED } from './collate';
import golden from './masking.golden.json';

/** What Hugging Face's collator did to one sentence, and what ours does to the same (scripts/goldens). */
type Seen = typeof golden.token;

const wordIds = golden.piecesOfWords.flatMap((pieces, w) => new Array<number>(pieces).fill(w));
/** Fewer than there: what is random in our own shares decides how close they come. */
const DRAWS = golden.draws / 5;
const pieces = golden.vocabSize - FIRST_PIECE_ID;
const ids = Int32Array.from(wordIds, (w, i) => FIRST_PIECE_ID + ((7 * w + i) % pieces));

function ours(maskStrategy: 'token' | 'word', maskReplaceProb: number): Seen {
  const seen = { tokens: 0, asked: 0, hidden: 0, kept: 0, words: 0, touched: 0, parted: 0 };
  const settings = {
    mlmProbability: golden.mlmProbability,
    maskReplaceProb,
    randomReplaceProb: (1 - maskReplaceProb) / 2,
    maskStrategy,
    randomByFrequency: false,
  };
  const { vocabSize } = golden;
  for (let draw = 0; draw < DRAWS; draw++) {
    const of = { settings, vocabSize, counts: [], key: key(draw) };
    const { inputIds, labels } = collate({ ids, wordIds, phraseIds: wordIds }, of);
    seen.tokens += ids.length;
    seen.words += golden.piecesOfWords.length;
    for (let i = 0; i < ids.length; ) {
      const end = i + golden.piecesOfWords[wordIds[i]!]!;
      const asked = Array.from({ length: end - i }, (_, k) => i + k).filter(
        (k) => labels[k] !== NOT_ASKED,
      );
      seen.asked += asked.length;
      seen.hidden += asked.filter((k) => inputIds[k] === MASK_ID).length;
      seen.kept += asked.filter((k) => inputIds[k] === ids[k]).length;
      if (asked.length > 0) seen.touched++;
      if (asked.length > 0 && asked.length < end - i) seen.parted++;
      i = end;
    }
  }
  return seen;
}

const share = (part: number, whole: number) => part / whole;
/** Four standard errors of the difference between two shares near p, of so many independent trials. */
const noise = (p: number, n: number, m: number) => 4 * Math.sqrt(p * (1 - p) * (1 / n + 1 / m));

it('token by token: the same shares as DataCollatorForLanguageModeling', () => {
  const [hf, own] = [golden.token, ours('token', 0.8)];
  const asked = (seen: Seen) => share(seen.asked, seen.tokens);
  expect(Math.abs(asked(own) - asked(hf))).toBeLessThan(noise(0.15, hf.tokens, own.tokens));
  // There a random token may be any, [MASK] included; here it is a piece.
  const hidden = (seen: Seen) => share(seen.hidden, seen.asked);
  const byChance = 0.1 / golden.vocabSize;
  expect(Math.abs(hidden(own) + byChance - hidden(hf))).toBeLessThan(
    noise(0.8, hf.asked, own.asked),
  );
  const kept = (seen: Seen) => share(seen.kept, seen.asked);
  const itself = 0.1 / pieces - byChance;
  expect(Math.abs(kept(own) - itself - kept(hf))).toBeLessThan(noise(0.1, hf.asked, own.asked));
  // There each token is drawn by itself, here a fixed number without replacement: words are hit a little more.
  expect(share(own.touched, own.words) / share(hf.touched, hf.words)).toBeGreaterThan(0.99);
  expect(share(own.touched, own.words) / share(hf.touched, hf.words)).toBeLessThan(1.03);
  expect(share(own.parted, own.words) / share(hf.parted, hf.words)).toBeGreaterThan(0.98);
  expect(share(own.parted, own.words) / share(hf.parted, hf.words)).toBeLessThan(1.03);
});

it('by whole word: no word is parted, and the share is kept where Hugging Face draws by the word', () => {
  const [hf, own] = [golden.word, ours('word', 1)];
  expect([hf.parted, own.parted]).toEqual([0, 0]);
  // There whole words are always hidden; with the same setting, here too.
  expect([hf.hidden, own.hidden]).toEqual([hf.asked, own.asked]);
  // There a word is drawn with p whatever its length; here words are drawn until the budget is spent, and a
  // word that would overdraw it is passed over: the share stays just below p.
  const asked = share(own.asked, own.tokens);
  expect(asked).toBeLessThan(0.1502);
  expect(asked).toBeGreaterThan(0.145);
  expect(Math.abs(share(hf.asked, hf.tokens) - 0.15)).toBeLessThan(0.003);
});
