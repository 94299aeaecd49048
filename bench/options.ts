import { parseArgs } from 'node:util';
import { CONTENDER_NAMES, type ContenderName } from './contenders';
import { SIZES, type SizeName } from './sizes';

export const USAGE = `npm run bench [-- options]

What is measured:
  (none)               the training step against other libraries, then the page
  --steps-only         the training step only
  --page-only          the page only: what people see, on each backend
  --node               the training step in Node over Dawn, and PyTorch on the same machine
  text                 learning a vocabulary and encoding, against Hugging Face tokenizers; PYTHON=… names
                       the Python that has them
  kernels              where a step of the WASM engine goes, kernel by kernel, in one worker
  dispatches           where a step of the WebGPU engine goes: the tiling that its tuner chooses for each matrix
                       product, and what each dispatch takes (mini without a GPU: minutes)
  memory               the memory that the page takes to open long texts of many kinds, on Linux
  saving               what it costs that a run saves itself, on Linux

The training step:
  --cfg 1,2,mini       sizes (bench/sizes.ts; also small, base); by default 1,2, and mini too with --gpu or --node
  --only NAME,…        contenders: ${CONTENDER_NAMES.join(', ')}
  --rounds 5           rounds; each figure is a median over them (of text: 3)
  --skip growth,looks  leave out these tables
  --long 5000          instead: so many steps, and whether memory stays flat
  --limit 300          seconds that a contender may take to answer before it is given up

The page:
  --backends LIST      by default all
  --steps 200          steps to train
  --seconds 60         or this long, if that comes first

The text:
  --mb 1,10            megabytes of English to read, up to 10

Memory:
  --mb 100             megabytes of each text
  --kinds LIST         the texts (bench/memory/texts.ts); by default all
  --opens 1            how often each is opened, in one page

Saving:
  --seconds 60         how long each run is watched

Both:
  --gpu                the machine's own GPU in the browser, not SwiftShader on the CPU
  --json FILE          write all figures too`;

export const SKIPPABLE = ['growth', 'looks'] as const;
export type Skippable = (typeof SKIPPABLE)[number];

/** What is measured by itself when its name is given. */
const PARTS = ['text', 'kernels', 'dispatches', 'memory', 'saving'] as const;
type Part = (typeof PARTS)[number];
const isPart = (name: string): name is Part => PARTS.includes(name as Part);

export interface BenchOptions {
  readonly what: 'all' | 'steps' | 'page' | 'node' | Part | 'help';
  readonly sizes: readonly SizeName[];
  readonly contenders: readonly ContenderName[];
  readonly rounds: number;
  readonly skip: readonly Skippable[];
  readonly long: number | undefined;
  readonly limit: number;
  /** As typed; the benchmark of the page checks them */
  readonly backends: string | undefined;
  readonly steps: number;
  readonly seconds: number;
  readonly gpu: boolean;
  /** Sizes of the texts */
  readonly megabytes: readonly number[];
  readonly textRounds: number;
  /** Names as typed; the benchmark of memory checks them */
  readonly kinds: readonly string[] | undefined;
  readonly opens: number;
  readonly json: string | undefined;
}

/** "a, b" -> ['a', 'b'] if `known` has them all; otherwise throws, naming the option and its values. */
function list<T extends string>(option: string, text: string, known: readonly T[]): T[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !known.includes(name as T));
  if (unknown === undefined) return names as T[];
  throw new Error(`bench: --${option}: no "${unknown}". There are: ${known.join(', ')}.`);
}

function count(option: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`bench: --${option} is "${text}", not a whole number above 0.`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        'steps-only': { type: 'boolean', default: false },
        'page-only': { type: 'boolean', default: false },
        node: { type: 'boolean', default: false },
        cfg: { type: 'string' },
        only: { type: 'string' },
        rounds: { type: 'string' },
        skip: { type: 'string' },
        long: { type: 'string' },
        limit: { type: 'string', default: '300' },
        backends: { type: 'string' },
        steps: { type: 'string', default: '200' },
        seconds: { type: 'string', default: '60' },
        gpu: { type: 'boolean', default: false },
        json: { type: 'string' },
        mb: { type: 'string' },
        kinds: { type: 'string' },
        opens: { type: 'string', default: '1' },
        help: { type: 'boolean', default: false, short: 'h' },
      },
      allowPositionals: true,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : error;
    throw new Error(`bench: ${reason}. --help lists what there is.`);
  }
}

/** Reads the command line. Throws, saying what is wrong and what would be right. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values, positionals } = parse(args);
  const wrong = positionals.find((part, i) => !isPart(part) || i > 0);
  if (wrong !== undefined)
    throw new Error(`bench: no part "${wrong}". There are: ${PARTS.join(', ')}.`);
  const [part] = positionals;
  const parts = (['steps-only', 'page-only', 'node', 'long'] as const).filter((p) => values[p]);
  if (parts.length > 1 && !parts.every((p) => p === 'long' || p === 'steps-only')) {
    throw new Error(`bench: ${parts.map((p) => `--${p}`).join(' and ')} do not go together.`);
  }
  const what = () => {
    if (values.help) return 'help';
    if (part !== undefined && isPart(part)) return part;
    if (values.node) return 'node';
    if (values['page-only']) return 'page';
    return values['steps-only'] || values.long ? 'steps' : 'all';
  };
  const names = Object.keys(SIZES) as SizeName[];
  const usual = values.gpu || values.node ? '1,2,mini' : '1,2';
  return {
    what: what(),
    // `Object.keys` returns strings where `SizeName` has numbers.
    sizes: list('cfg', values.cfg ?? usual, names.map(String)) as unknown as SizeName[],
    contenders: values.only ? list('only', values.only, CONTENDER_NAMES) : CONTENDER_NAMES,
    rounds: count('rounds', values.rounds ?? '5'),
    skip: values.skip ? list('skip', values.skip, SKIPPABLE) : [],
    long: values.long === undefined ? undefined : count('long', values.long),
    limit: count('limit', values.limit),
    backends: values.backends,
    steps: count('steps', values.steps),
    seconds: count('seconds', values.seconds),
    gpu: values.gpu,
    megabytes: (values.mb ?? (part === 'memory' ? '100' : '1,10'))
      .split(',')
      .map((size) => count('mb', size)),
    kinds: values.kinds?.split(',').map((name) => name.trim()),
    opens: count('opens', values.opens),
    textRounds: count('rounds', values.rounds ?? '3'),
    json: values.json,
  };
}
