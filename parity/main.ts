import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { testStrings } from '../src/interop/testStrings';
import { expectedOf } from './expected';
import { makeFolder } from './makeFolder';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const TEXT = fileURLToPath(new URL('../src/corpus/builtIn/lanterns.txt', import.meta.url));
const STRINGS = 10_000;
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

/** `npm run parity -- [FOLDER]`. Without a folder it trains a small model and exports it. */
export async function main(args: readonly string[]): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'cloze-parity-'));
  const folder = args[0] === undefined ? join(work, 'model') : resolve(args[0]);
  if (args[0] === undefined)
    await makeFolder(folder, 'Thirty nights at the harbour', readFileSync(TEXT, 'utf8'));
  const strings = testStrings(STRINGS + 500, SEED)
    .filter(isPlain)
    .slice(0, STRINGS);
  const expected = join(work, 'expected.json');
  writeFileSync(expected, JSON.stringify(await expectedOf(folder, SENTENCES, strings)));

  const python = process.env.PYTHON ?? 'python3';
  const results = [
    succeeds(python, [join(HERE, 'check.py'), folder, expected]),
    existsSync(join(HERE, 'node_modules')) &&
      succeeds(process.execPath, [join(HERE, 'check.mjs'), folder, expected]),
    succeeds(python, [join(HERE, 'roundTrip.py'), folder, TEXT, work]),
  ];
  console.log(`The folder and what it was compared with are in ${work}.`);
  if (results.includes(false)) throw new Error('Not all of it is equal.');
}
