import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { testStrings } from '../src/interop/testStrings';
import { type Expected, expectedOf } from './expected';
import { makeFolder } from './makeFolder';
import { compareOpened } from './opened';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const TEXT = fileURLToPath(new URL('../src/corpus/builtIn/lanterns.txt', import.meta.url));
/** So many that JavaScript, which cuts some signs in its own way, is compared on 10 000 too. */
const STRINGS = 12_500;
const SEED = 18;

/** Spelled-out special tokens are special to Hugging Face, in any text; on the page only in a sentence to fill. */
const isPlain = (text: string) => !/\[(?:PAD|UNK|CLS|SEP|MASK)\]/.test(text);

/** Sentences of many lengths. */
const SENTENCES = [
  'Warm.',
  'The lamp is lit.',
  'On the third night the keeper climbed the stairs and looked out over the sea.',
  'A boat came in with the tide, and nobody in the harbour had seen it before.',
  'She counted the lanterns again.',
  'Zwei Äpfel, ein Übergang?',
  'In the morning the wind had gone, the water lay still, and the boats went out one by one.',
  '“Good night,” said the little boat to the moon.',
];

/** Runs a program; true if it ends well. */
function succeeds(command: string, args: readonly string[]): boolean {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error) console.error(`${command}: ${error.message}`);
  return status === 0;
}

/** What a program made of the folder, as `check.py` and `check.mjs` write it. */
interface Row {
  readonly consumer: string;
  /** Of any logit, the largest */
  readonly difference: number;
  /** Sentences with the same five first guesses */
  readonly top: number;
  /** Strings with the same tokens, of so many; null where the program has no tokenizer */
  readonly encodings: readonly [same: number, of: number] | null;
}

/** Prints the rows of the table; true if the programs agree with Cloze. */
function agree(rows: readonly Row[], { sentences }: Expected): boolean {
  const judged = rows.map(({ consumer, difference, top, encodings }) => {
    const [same, of] = encodings ?? [0, 0];
    const ok = difference < 1e-4 && top === sentences.length && same === of;
    console.log(
      `${ok ? 'equal ' : 'UNLIKE'} ${consumer}: logits differ by ${difference.toExponential(1)} at most, ` +
        `first five equal in ${top} of ${sentences.length} sentences` +
        (encodings ? `, tokens in ${same} of ${of} strings` : ''),
    );
    return ok;
  });
  return !judged.includes(false);
}

/** `npm run parity -- [FOLDER]`. Without a folder it trains a small model and exports it. */
export async function main(args: readonly string[]): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'cloze-parity-'));
  const folder = args[0] === undefined ? join(work, 'model') : resolve(args[0]);
  if (args[0] === undefined)
    await makeFolder(folder, 'Thirty nights at the harbour', readFileSync(TEXT, 'utf8'));
  const strings = testStrings(STRINGS, SEED).filter(isPlain);
  const [expected, rows] = [join(work, 'expected.json'), join(work, 'rows.json')];
  const ours = await expectedOf(folder, SENTENCES, strings);
  writeFileSync(expected, JSON.stringify(ours));

  const python = process.env.PYTHON ?? 'python3';
  const agrees = (command: string, script: string) =>
    succeeds(command, [join(HERE, script), folder, expected, rows]) &&
    agree(JSON.parse(readFileSync(rows, 'utf8')), ours);
  const results = [agrees(python, 'check.py')];
  if (existsSync(join(HERE, 'node_modules'))) results.push(agrees(process.execPath, 'check.mjs'));
  else console.log('transformers.js is not installed: npm install --prefix parity');
  if (args[0] === undefined) {
    results.push(succeeds(python, [join(HERE, 'roundTrip.py'), folder, TEXT, work]));
    results.push(await compareOpened(python, work));
  }
  console.log(`The folder and what it was compared with are in ${work}.`);
  if (results.includes(false)) throw new Error('Not all of it is equal.');
}
