// A Vite plugin that compiles the AssemblyScript in src/engine/wasm/kernels/ when it is imported as
// `./kernels/kernels.ts?wasm=relaxed` or `?wasm=plain`. The default export is the compiled program's URL.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const QUERY = /^(.+\.ts)\?wasm=(relaxed|plain)$/;
const CACHE = fileURLToPath(new URL('../node_modules/.cache/cloze-kernels/', import.meta.url));

const OPTIONS = [
  ...['--runtime', 'stub', '--importMemory', '--noExportMemory', '--noAssert'],
  ...['--memoryBase', '16'], // constants lie below the arena, which begins at 256
  ...['--optimizeLevel', '3', '--shrinkLevel', '0', '--converge'],
  ...['--enable', 'simd', '--enable', 'bulk-memory'],
  // Off: warnings that JavaScript cannot pass a v128 (it never does), and that usize has 32 bits.
  ...['--disableWarning', '112,201'],
];

/** The compiled program; throws with the compiler's messages. */
async function compile(entry, options) {
  let binary;
  let messages = '';
  const output = { write: (text) => (messages += text) };
  const { error } = await asc.main([entry, ...options, '--outFile', 'kernels.wasm'], {
    stdout: output,
    stderr: output,
    writeFile: (_, contents) => {
      binary = contents;
    },
  });
  if (error) throw new Error(`compile: ${entry}: ${error.message}\n${messages}`);
  return binary;
}

/** The compiled program, from the cache if the sources have not changed. */
async function kernelsOf(entry, sources, variant) {
  const options = variant === 'relaxed' ? [...OPTIONS, '--enable', 'relaxed-simd'] : OPTIONS;
  const hash = createHash('sha256').update(JSON.stringify([asc.version, options]));
  for (const path of sources) hash.update(readFileSync(path));
  const cached = join(CACHE, `${hash.digest('hex')}.wasm`);
  if (!existsSync(cached)) {
    const binary = await compile(entry, options);
    mkdirSync(CACHE, { recursive: true });
    // Renamed when complete: another process may read the cache at the same time.
    const own = `${cached}.${process.pid}`;
    writeFileSync(own, binary);
    renameSync(own, cached);
  }
  return readFileSync(cached);
}

/** @returns {import('vite').Plugin} */
export function wasmKernels() {
  let isBuild = false;
  return {
    name: 'cloze:wasm-kernels',
    enforce: 'pre', // before Vite takes the AssemblyScript for TypeScript
    config: (_, { command }) => {
      isBuild = command === 'build';
    },
    async load(id) {
      const [, entry, variant] = id.match(QUERY) ?? [];
      if (!entry || !existsSync(entry)) return;
      const folder = dirname(entry);
      const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
      const sources = names.sort().map((name) => join(folder, name));
      for (const path of sources) this.addWatchFile(path);
      const source = await kernelsOf(entry, sources, variant);
      if (isBuild) {
        const file = this.emitFile({ type: 'asset', name: `kernels-${variant}.wasm`, source });
        return `export default import.meta.ROLLUP_FILE_URL_${file};`;
      }
      const data = source.toString('base64');
      return `export default "data:application/wasm;base64,${data}";`;
    },
  };
}
