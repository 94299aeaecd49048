import { describeMachine } from '../machine';
import type { BenchOptions } from '../options';
import { inPageTable, measureInPage } from './inPage';
import { enlarged } from './large';
import { encodeTable, learnTable, measureText, type TextParity } from './parity';
import { measurePhases, type PhaseTimes, phaseTable } from './phases';
import { benchTexts } from './texts';

/** Sizes at which the whole preparation is measured, in Node and in the page, MB. */
const SIZES = [1, 10, 100];
/** Longer texts are measured once. */
const MANY = 50e6;

/** The text benchmark. Prints its tables and returns the figures for --json. */
export async function benchText({ megabytes, textRounds }: BenchOptions): Promise<unknown> {
  console.log(`\n${describeMachine()}`);
  const texts = benchTexts(megabytes);
  const english = benchTexts([10])[0]!;
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
  const large = SIZES.map((size) => enlarged(english, size));
  const phases: PhaseTimes[] = [];
  for (const text of large) {
    console.error(`bench: preparing ${text.name} …`);
    phases.push(await measurePhases(text, text.text.length > MANY ? 1 : textRounds));
  }
  console.log(`\n${phaseTable(phases)}`);
  console.error('bench: in the page …');
  const inPage = await measureInPage(large);
  console.log(`\n${inPageTable(inPage)}`);
  return { parity, phases, inPage };
}
