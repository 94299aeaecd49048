// Checks that imports point downward (see LAYERS). `node scripts/layers.mjs` prints each breach.
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, Visitor } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PURE = [
  'interop',
  'grammar',
  'masking',
  'files',
  'dataset',
  'corpus',
  'tokenizer',
  'config',
  'base',
];

/**
 * Folder of src/ -> folders it may import besides itself, top layer first; `main` is src/ itself.
 * "type x": only `import type`. "entry x": only `new URL('../x/…', import.meta.url)`, a worker's entry.
 */
export const LAYERS = {
  main: ['ui', 'store', 'client', 'config', 'base'],
  ui: ['lessons', 'store', 'client', 'type protocol', 'takeaway', 'storage', 'offline', ...PURE],
  lessons: ['store', 'type protocol', 'type dataset', 'grammar', 'tokenizer', 'config', 'base'],
  store: [
    'client',
    'type protocol',
    'storage',
    'type takeaway',
    'type files',
    ...PURE.filter((f) => f !== 'files' && f !== 'interop'),
  ],
  client: [
    ...['type protocol', 'type takeaway', 'type storage', 'type dataset', 'entry worker'],
    ...['config', 'base'],
  ],
  worker: [
    ...['uses', 'probe', 'artificial', 'train', 'takeaway', 'starter', 'engine', 'model'],
    ...['type protocol', 'storage', ...PURE],
  ],
  uses: [
    ...['starter', 'train', 'engine', 'model', 'type protocol', 'interop', 'grammar', 'masking'],
    ...['files', 'dataset', 'corpus', 'tokenizer', 'config', 'base'],
  ],
  probe: ['artificial', 'train', 'engine', 'model', 'tokenizer', 'config', 'base'],
  artificial: [
    'train',
    'engine',
    'model',
    'type protocol',
    'grammar',
    'dataset',
    'tokenizer',
    'config',
    'base',
  ],
  train: ['engine', 'model', 'type protocol', 'masking', 'dataset', 'tokenizer', 'config', 'base'],
  takeaway: [
    'type protocol',
    'type storage',
    ...['interop', 'model', 'tokenizer', 'config', 'base'],
  ],
  starter: ['interop', 'model', 'tokenizer', 'config', 'base'],
  engine: ['model', 'config', 'base'],
  model: ['config', 'base'],
  storage: ['type protocol', 'type tokenizer', 'config', 'base'],
  protocol: [
    'type files',
    'type dataset',
    'type corpus',
    'type tokenizer',
    'type config',
    'type base',
  ],
  offline: [],
  interop: ['tokenizer', 'model', 'config', 'base'],
  grammar: ['corpus', 'tokenizer', 'config', 'base'],
  masking: ['dataset', 'tokenizer', 'config', 'base'],
  files: ['corpus', 'config', 'base'],
  dataset: ['corpus', 'tokenizer', 'config', 'base'],
  corpus: ['tokenizer', 'config', 'base'],
  tokenizer: ['config', 'base'],
  config: ['base'],
  base: [],
};

/** Package (or its scope) -> folders that may import it; '*' is every folder. Tests may import any. */
export const PACKAGES = {
  react: ['main', 'ui'],
  'react-dom': ['main', 'ui'],
  'react-error-boundary': ['main', 'ui'],
  '@fontsource-variable': ['main', 'ui'],
  '@base-ui': ['ui'],
  '@tanstack': ['ui'],
  recharts: ['ui'],
  papaparse: ['ui'],
  zustand: ['ui', 'store'],
  '@tensorflow': ['engine'],
  'idb-keyval': ['storage'],
  chardet: ['files'],
  htmlparser2: ['files'],
  'pdfjs-dist': ['files'],
  '@zip.js': ['files', 'takeaway'],
  'workbox-window': ['ui'],
  'workbox-precaching': ['offline'],
  'workbox-routing': ['offline'],
  'workbox-strategies': ['offline'],
  valibot: ['*'],
};

const isTest = (file) => /\.test\.tsx?$/.test(file);

/** What tests share, like testDevice.ts: a test itself, which only tests may import, so no build has it. */
const isSupport = (path) => /^test[A-Z]\w*(\.tsx?)?$/.test(posix.basename(path));

/** A test may also reach every layer below its own, and its neighbours; but a page test never the worker's arm. */
const PAGE_ARM = ['main', 'ui', 'store', 'client'];
const WORKER_ARM = [
  'worker',
  'uses',
  'probe',
  'artificial',
  'train',
  'takeaway',
  'engine',
  'model',
];
const ARMS = [PAGE_ARM, WORKER_ARM, PURE];
const level = (folder) => Object.keys(LAYERS).indexOf(folder);
const mayTest = (from, to) =>
  ARMS.some((arm) => arm.includes(from) && arm.includes(to)) ||
  (level(to) > level(from) && !(PAGE_ARM.includes(from) && WORKER_ARM.includes(to)));

/** `./${id}/a` of a template as './*\/a', which is how Vite finds the files; anything else as it is. */
const patternOf = (node) => {
  if (node?.type !== 'TemplateLiteral') return node;
  const value = node.quasis.map(({ value }) => value.cooked).join('*');
  return value.startsWith('.') ? { value } : node;
};

/** Every module a source names: `how` is 'value', 'type', 'entry', or 'computed' if no text names it. */
function importsOf(file, source) {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`importsOf: ${file}: ${errors[0].message}`);
  const found = [];
  const add = (node, how) => {
    found.push(typeof node?.value === 'string' ? { path: node.value, how } : { how: 'computed' });
  };
  const kindOf = (node) => node.importKind ?? node.exportKind ?? 'value';
  const declaration = (node) => node.source && add(node.source, kindOf(node));
  const expression = (node) => add(node.source, node.type === 'TSImportType' ? 'type' : 'value');
  const construction = ({ callee, arguments: [path, base] }) => {
    const isMeta = base?.object?.type === 'MetaProperty' && base.property?.name === 'url';
    if (callee.name === 'URL' && isMeta) add(patternOf(path), 'entry');
  };
  new Visitor({
    ImportDeclaration: declaration,
    ExportNamedDeclaration: declaration,
    ExportAllDeclaration: declaration,
    ImportExpression: expression,
    TSImportType: expression,
    NewExpression: construction,
  }).visit(program);
  return found;
}

const folderOf = (path) => (posix.dirname(path) === 'src' ? 'main' : path.split('/')[1]);

function breachOf(file, { path, how }) {
  const from = folderOf(file);
  const forTests = isTest(file) || isSupport(file);
  if (!(from in LAYERS)) return `folder ${from} is not in LAYERS (scripts/layers.mjs)`;
  if (how === 'computed') return `${from} may not import what only running it would tell`;
  if (!path.startsWith('.') && how !== 'entry') {
    const name = path.split('/')[0];
    const allowed = PACKAGES[name] ?? [];
    if (forTests || allowed.includes('*') || allowed.includes(from)) return undefined;
    return `${from} may not import the package ${name} (${path})`;
  }
  const target = posix.join(posix.dirname(file), path.replace(/[?#].*$/, ''));
  if (forTests && target.endsWith('.golden.json')) return undefined;
  if (!target.startsWith('src/')) return `${from} may not import from outside src (${path})`;
  if (isSupport(target) && !forTests) return `only tests may import test support (${path})`;
  const to = folderOf(target);
  const allowed = LAYERS[from];
  if (to === from || allowed.includes(`${how} ${to}`) || allowed.includes(to)) return undefined;
  if (forTests && mayTest(from, to)) return undefined;
  const only = allowed.find((entry) => entry.endsWith(` ${to}`))?.split(' ')[0];
  return `${from} may not import ${to}${only ? ` except as ${only}` : ''} (${path})`;
}

/** The breaches of one file, `src/a/b.ts: ui may not import engine (…)`. */
export function breachesOf(file, source) {
  const breaches = importsOf(file, source).map((found) => breachOf(file, found));
  return breaches.filter(Boolean).map((breach) => `${file}: ${breach}`);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const names = readdirSync(join(ROOT, 'src'), { recursive: true });
  const files = names.map((name) => posix.join('src', name.replaceAll('\\', '/')));
  const sources = files.filter((file) => /\.tsx?$/.test(file)).sort();
  const read = (file) => readFileSync(join(ROOT, file), 'utf8');
  const breaches = sources.flatMap((file) => breachesOf(file, read(file)));
  for (const breach of breaches) console.error(breach);
  console.log(`layers: ${sources.length} files, ${breaches.length} breaches`);
  if (breaches.length > 0) process.exitCode = 1;
}
