import { describeMachine } from '../machine';
import type { BenchOptions } from '../options';
import { encodeTable, learnTable, measureText, type TextParity } from './parity';
import { benchTexts } from './texts';

/** The text benchmark: prints its tables, returns the figures for --json. */
export async function benchText({ megabytes, textRounds }: BenchOptions): Promise<unknown> {
  console.log(`\n${describeMachine()}`);
  const texts = benchTexts(megabytes);
  const parity: TextParity[] = [];
  for (const text of texts) {
    console.error(`bench: ${text.name} …`);
    parity.push(await measureText(text, textRounds));
  }
  const rust = parity.find((result) => result.rust)?.rust;
  console.log(
    `Cloze: one thread. JS: @huggingface/tokenizers. ${rust ? `Rust: tokenizers ${rust.version}. ` : ''}` +
      `Medians of ${textRounds}; cold: the first run.\n\n${learnTable(parity)}\n\n${encodeTable(texts, parity)}`,
  );
  return { parity };
}
