import * as v from 'valibot';
import { fromHalf } from '../../base/half';
import { damaged, jsonObject, NotAModel } from './notAModel';

/** Where a tensor lies in a file, and how its values are stored. */
export interface TensorEntry {
  readonly dtype: keyof typeof DTYPES;
  readonly shape: readonly number[];
  /** Bytes of the file, end exclusive */
  readonly begin: number;
  readonly end: number;
}

/** A safetensors file of which only the header has been read. */
export interface SafetensorsFile {
  readonly entries: ReadonlyMap<string, TensorEntry>;
  /** A tensor's values as 32-bit floats, whatever the file has. Throws where there is no such tensor. */
  read(name: string): Promise<Float32Array>;
  /** Its bytes, not yet read */
  bytes(name: string): Blob;
}

const LENGTH_BYTES = 8;
/** The header of BERT-base has 25 kB. The format allows 100 MB, which would take a gigabyte to parse. */
const MOST_HEADER_BYTES = 4_000_000;
const WEIGHTS = 'The file of weights';
const CUT = 'Its end is missing, as after a download that was interrupted.';

/** Every 16-bit float, made once: a look-up is several times as fast as the arithmetic. */
let halves: Float32Array | undefined;
function halfTable(): Float32Array {
  halves ??= Float32Array.from({ length: 65536 }, (_, bits) => fromHalf(bits));
  return halves;
}

/** How values of a kind are read, all at once. Browsers run on little-endian machines only, as the format is. */
const DTYPES = {
  F32: { bytes: 4, read: (buffer: ArrayBuffer) => new Float32Array(buffer) },
  F16: {
    bytes: 2,
    read(buffer: ArrayBuffer) {
      const table = halfTable();
      return Float32Array.from(new Uint16Array(buffer), (bits) => table[bits]!);
    },
  },
  /** The upper half of a 32-bit float */
  BF16: {
    bytes: 2,
    read(buffer: ArrayBuffer) {
      const upper = new Uint16Array(buffer);
      const bits = new Uint32Array(upper.length);
      for (let i = 0; i < upper.length; i++) bits[i] = upper[i]! << 16;
      return new Float32Array(bits.buffer);
    },
  },
} as const;

const size = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const EntrySchema = v.object({
  dtype: v.string(),
  shape: v.pipe(v.array(v.unknown()), v.maxLength(8), v.array(size)),
  data_offsets: v.tuple([size, size]),
});

const isKnown = (dtype: string): dtype is keyof typeof DTYPES => Object.hasOwn(DTYPES, dtype);

/** Names at the top of a JSON object, those that `JSON.parse` would drop because they come twice included. */
function topLevelNames(json: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let last = '';
  for (const [token] of json.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/gs)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (token === ':' && depth === 1) names.push(JSON.parse(last));
    last = token;
  }
  return names;
}

/** Entries with values of a kind that no weights of a BERT have are left out: its position numbers are 64-bit integers. */
function readEntry(name: string, given: unknown, data: number): TensorEntry | undefined {
  const result = v.safeParse(EntrySchema, given, { abortEarly: true });
  if (!result.success) throw damaged(WEIGHTS, `Its entry “${name}” makes no sense.`);
  const { dtype, shape, data_offsets: offsets } = result.output;
  const [begin, end] = [data + offsets[0], data + offsets[1]];
  if (end < begin) throw damaged(WEIGHTS, `“${name}” ends before it begins.`);
  if (!isKnown(dtype)) {
    if (/^I64|BOOL$/.test(dtype)) return undefined;
    throw new NotAModel(
      'These weights are stored in a way that Cloze does not read.',
      `“${name}” has values of kind ${dtype}; Cloze reads F32, F16 and BF16.`,
      'Save the model again as 32-bit floats: model.float().save_pretrained(folder).',
    );
  }
  const values = shape.reduce((a, b) => a * b, 1);
  if (end - begin !== values * DTYPES[dtype].bytes) {
    throw damaged(WEIGHTS, `“${name}” does not have as many values as its shape ${shape} asks.`);
  }
  return { dtype, shape, begin, end };
}

/**
 * Reads the header of a safetensors file: its length (8 bytes, little-endian), then JSON. Nothing else is read until it
 * is asked for, so a file of any size takes no memory.
 *
 * @throws {NotAModel} where the file is cut off or damaged, or has values of another kind
 */
export async function openSafetensors(file: Blob): Promise<SafetensorsFile> {
  if (file.size < LENGTH_BYTES) throw damaged(WEIGHTS, CUT);
  const head = new DataView(await file.slice(0, LENGTH_BYTES).arrayBuffer());
  const length = head.getBigUint64(0, true);
  if (length > MOST_HEADER_BYTES) {
    throw damaged(WEIGHTS, 'It says that it begins with more names than any BERT has.');
  }
  const data = LENGTH_BYTES + Number(length);
  if (data > file.size) throw damaged(WEIGHTS, CUT);
  const json = await file.slice(LENGTH_BYTES, data).text();
  const header = jsonObject(WEIGHTS, json);
  const names = topLevelNames(json);
  const seen = new Set<string>();
  const twice = names.find((name) => seen.size === seen.add(name).size);
  if (twice !== undefined) throw damaged(WEIGHTS, `It has two entries “${twice}”.`);
  const entries = new Map<string, TensorEntry>();
  for (const [name, given] of Object.entries(header)) {
    const entry = name === '__metadata__' ? undefined : readEntry(name, given, data);
    if (entry) entries.set(name, entry);
  }
  let last = data;
  for (const { begin, end } of [...entries.values()].sort((a, b) => a.begin - b.begin)) {
    if (begin < last) throw damaged(WEIGHTS, 'Two of its tensors overlap.');
    last = end;
  }
  if (last > file.size) throw damaged(WEIGHTS, CUT);

  const entryOf = (name: string) => {
    const entry = entries.get(name);
    if (!entry) throw new Error(`openSafetensors: there is no ${name}`);
    return entry;
  };
  const bytes = (name: string) => file.slice(entryOf(name).begin, entryOf(name).end);
  return {
    entries,
    bytes,
    read: async (name) => DTYPES[entryOf(name).dtype].read(await bytes(name).arrayBuffer()),
  };
}
