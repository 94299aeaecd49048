import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Tokenizer } from '@huggingface/tokenizers';
import { formatTable } from '../../scripts/table.mjs';
import { tokenizerConfigJson, tokenizerJson } from '../../src/interop/tokenizerJson';
import type { Vocabulary } from '../../src/tokenizer/vocabulary';
import { createEncoder } from '../../src/tokenizer/wordPiece';
import { output } from '../node/processes';
import { countRaw, countTokens, learn, MIN_FREQUENCY, SPELLING, VOCAB_SIZE } from './cloze';
import type { BenchText } from './texts';

const SCRIPT = fileURLToPath(new URL('rust.py', import.meta.url));
const SECONDS = 600;

/** What bench/text/rust.py prints. */
interface Theirs {
  readonly version: string;
  readonly threads: number;
  readonly learnSeconds: readonly number[];
  readonly encodeSeconds: readonly number[];
  readonly encodedTokens: number;
  readonly vocabularies: readonly (readonly string[])[];
}

export interface TextParity {
  readonly name: string;
  readonly learnSeconds: readonly number[];
  readonly tokens: number;
  readonly encode: { readonly seconds: readonly number[]; readonly tokens: number };
  readonly encodeJs: { readonly seconds: readonly number[]; readonly tokens: number };
  readonly rust?: Omit<Theirs, 'vocabularies'>;
  /** Pieces that only our vocabulary has, and pieces of their first run that their second lacks */
  readonly differ?: { readonly ours: number; readonly theirs: number };
  /** Tokens of the text under their two vocabularies */
  readonly theirTokens?: readonly number[];
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

function timed<T>(rounds: number, work: () => T): { seconds: number[]; last: T } {
  const seconds: number[] = [];
  let last!: T;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    last = work();
    seconds.push((performance.now() - started) / 1000);
  }
  return { seconds, last };
}

/** The Rust library on the same text. Throws, with what to do, if Python does not have it. */
async function measureRust(text: string, rounds: number): Promise<Theirs> {
  const python = process.env.PYTHON || 'python3';
  try {
    await output(python, ['-c', 'import tokenizers'], { seconds: 120, quiet: true });
  } catch {
    throw new Error(
      `${python} has no tokenizers. Get them: python3 -m venv .venv && .venv/bin/pip install ` +
        'tokenizers; then PYTHON=.venv/bin/python npm run bench -- text',
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'cloze-bench-'));
  try {
    const file = join(folder, 'text.txt');
    writeFileSync(file, text);
    const given = { file, vocabSize: VOCAB_SIZE, minFrequency: MIN_FREQUENCY, rounds };
    return JSON.parse(await output(python, [SCRIPT, JSON.stringify(given)], { seconds: SECONDS }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Encodes the text line by line, as every library here does. */
function measureEncode(lines: readonly string[], vocabulary: Vocabulary, rounds: number) {
  const { seconds, last } = timed(rounds, () => {
    const { encode } = createEncoder(vocabulary); // without the cache of the round before
    return lines.reduce((tokens, line) => tokens + encode(line).ids.length, 0);
  });
  return { seconds, tokens: last };
}

function measureEncodeJs(lines: readonly string[], vocabulary: Vocabulary, rounds: number) {
  const config: object = JSON.parse(tokenizerConfigJson(vocabulary));
  const tokenizer = new Tokenizer(JSON.parse(tokenizerJson(vocabulary)), config);
  const { seconds, last } = timed(rounds, () =>
    lines.reduce(
      (n, line) => n + tokenizer.encode(line, { add_special_tokens: false }).ids.length,
      0,
    ),
  );
  return { seconds, tokens: last };
}

/** Compares our trainer and encoder with Hugging Face's: one text, one run, one machine. */
export async function measureText({ name, text }: BenchText, rounds: number): Promise<TextParity> {
  const learned = timed(rounds, () => learn(text));
  const vocabulary = learned.last;
  const words = countRaw(text);
  const lines = text.split('\n');
  const own = {
    name,
    learnSeconds: learned.seconds,
    tokens: countTokens(words, vocabulary),
    encode: measureEncode(lines, vocabulary, rounds),
    encodeJs: measureEncodeJs(lines, vocabulary, rounds),
  };
  try {
    const { vocabularies, ...rust } = await measureRust(text, rounds);
    const [first, second = first] = vocabularies.map((tokens) => new Set(tokens));
    return {
      ...own,
      rust,
      differ: {
        ours: vocabulary.tokens.filter((token) => !first!.has(token)).length,
        theirs: [...first!].filter((token) => !second!.has(token)).length,
      },
      theirTokens: vocabularies.map((tokens) => countTokens(words, { tokens, ...SPELLING })),
    };
  } catch (error) {
    console.log(`tokenizers (Rust), ${name}: not measured: ${(error as Error).message}`);
    return own;
  }
}

const two = (value: number | undefined) => (value === undefined ? '' : value.toFixed(2));
const percent = (a: number, b: number) => `${((100 * (a - b)) / b).toFixed(3)} %`;

/** Learning a vocabulary from a text in memory: seconds, and what was learned. */
export function learnTable(results: readonly TextParity[]): string {
  const rows = results.map(({ name, learnSeconds, tokens, rust, differ, theirTokens }) => [
    name,
    two(learnSeconds[0]),
    two(median(learnSeconds)),
    two(rust && median(rust.learnSeconds)),
    rust?.threads ?? '',
    differ?.ours ?? '',
    differ?.theirs ?? '',
    tokens,
    theirTokens ? percent(tokens, theirTokens[0]!) : '',
    theirTokens?.[1] ? percent(theirTokens[1], theirTokens[0]!) : '',
  ]);
  const heading = ['learning 8192 pieces', 'cold s', 's', 'Rust s', 'its threads', 'pieces differ'];
  return formatTable([
    [...heading, 'in its own runs', 'tokens', 'more than Rust', 'its 2nd run'],
    ...rows,
  ]);
}

/** Encoding line by line: our encoder, the JavaScript library, and the Rust library with its threads. */
export function encodeTable(texts: readonly BenchText[], results: readonly TextParity[]): string {
  const rows = results.map(({ name, encode, encodeJs, rust }, i) => {
    const megabytes = Buffer.byteLength(texts[i]!.text) / 1e6;
    const speeds = (seconds: readonly number[], tokens: number) => [
      two(megabytes / median(seconds)),
      two(tokens / median(seconds) / 1e6),
    ];
    return [
      name,
      ...speeds(encode.seconds, encode.tokens),
      ...speeds(encodeJs.seconds, encodeJs.tokens),
      ...(rust ? speeds(rust.encodeSeconds, rust.encodedTokens) : ['', '']),
    ];
  });
  const heading = ['encoding', 'MB/s', 'Mtokens/s', 'JS MB/s', 'JS Mtokens/s', 'Rust MB/s'];
  return formatTable([[...heading, 'Rust Mtokens/s'], ...rows]);
}
