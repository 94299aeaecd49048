// Puts a model beside the page, so that whoever opens it can begin from that model.
//   npm run add-model -- FOLDER                  a Hugging Face folder of a BERT
//   npm run add-model -- FOLDER --name "Name"    what the page calls it; else the folder's name
//   npm run add-model -- --remove NAME           takes it away again
import {
  copyFileSync,
  mkdirSync,
  openAsBlob,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WEIGHTS = 'model.safetensors';
const FILES = [WEIGHTS, 'config.json', 'tokenizer.json', 'vocab.txt', 'tokenizer_config.json'];

/** Where the models stand, and their list (`src/store/playground/hostedModels.ts` reads it). */
export function shelfAt(folder) {
  const list = join(folder, 'index.json');
  const read = () => {
    try {
      return JSON.parse(readFileSync(list, 'utf8')).models;
    } catch (error) {
      if (error.code === 'ENOENT') return [];
      throw new Error(`${list} cannot be read: ${error.message}`);
    }
  };
  const write = (models) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(list, `${JSON.stringify({ models }, null, 2)}\n`);
  };
  return {
    /**
     * Copies a model's files and lists it, in place of one of the same folder name. The page's own reader has to open it.
     * @throws with the reason where the page would refuse it
     */
    async add(from, name = basename(resolve(from))) {
      const names = FILES.filter((file) => readdirSync(from).includes(file));
      const { module } = await runnerImport(join(ROOT, 'src/interop/opening/openModel.ts'), {
        configFile: false,
        logLevel: 'error',
      });
      const blobs = await Promise.all(
        names.map(async (file) => [file, await openAsBlob(join(from, file))]),
      );
      const opened = await module.openModel(new Map(blobs));
      const own =
        basename(resolve(from))
          .replace(/[^\w.-]+/g, '-')
          .replace(/^[.-]+/, '') || 'model';
      const to = join(folder, own);
      mkdirSync(to, { recursive: true });
      const files = names.map((file) => {
        copyFileSync(join(from, file), join(to, file));
        return { name: file, bytes: statSync(join(to, file)).size };
      });
      write([...read().filter((model) => model.folder !== own), { folder: own, name, files }]);
      return { folder: own, notes: opened.notes };
    },
    /** @throws where there is no such model */
    remove(name) {
      const models = read();
      const found = models.find((model) => model.folder === name || model.name === name);
      if (!found) throw new Error(`There is no model "${name}" in ${list}.`);
      rmSync(join(folder, found.folder), { recursive: true, force: true });
      write(models.filter((model) => model !== found));
    },
  };
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { name: { type: 'string' }, remove: { type: 'string' } },
  });
  const shelf = shelfAt(join(ROOT, 'public', 'models'));
  if (values.remove !== undefined) {
    shelf.remove(values.remove);
    console.log(`Removed ${values.remove}. Build the page again.`);
    return;
  }
  const [from] = positionals;
  if (from === undefined)
    throw new Error('Which folder? npm run add-model -- FOLDER [--name "Name"]');
  const { folder, notes } = await shelf.add(from, values.name);
  for (const note of notes) console.log(note);
  console.log(`It stands in public/models/${folder}. Build the page again to have it listed.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error.advice ? `${error.message} ${error.advice}` : error.message);
    process.exitCode = 1;
  });
}
