/** A ZIP archive (PKWARE's APPNOTE, 4.3), read from its directory at the end: only what is asked for is unpacked. */

const DIRECTORY_END = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
/** The end of the directory, with the longest comment there can be */
const END_WITHIN = 22 + 0xffff;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  readonly method: number;
  readonly size: number;
  readonly offset: number;
  readonly isLocked: boolean;
}

export interface Zip {
  /** Paths of all files in it */
  readonly paths: readonly string[];
  /** A file in it, as text in UTF-8 or UTF-16; undefined if there is none. Throws if it is damaged or locked. */
  text(path: string): AsyncGenerator<string> | undefined;
  /** All of a small file; empty if there is none */
  whole(path: string): Promise<string>;
}

async function viewOf(file: Blob, start: number, end: number): Promise<DataView> {
  return new DataView(await file.slice(start, end).arrayBuffer());
}

async function entriesOf(file: Blob): Promise<Map<string, Entry>> {
  const from = Math.max(0, file.size - END_WITHIN);
  const tail = await viewOf(file, from, file.size);
  let at = tail.byteLength - 22;
  while (at >= 0 && tail.getUint32(at, true) !== DIRECTORY_END) at--;
  if (at < 0) throw new Error('it has no end');
  const size = tail.getUint32(at + 12, true);
  // Where something stands before the archive, offsets are still counted from the archive's own start.
  const start = from + at - size;
  const shift = start - tail.getUint32(at + 16, true);
  if (start < 0) throw new Error('its beginning is missing');
  const view = await viewOf(file, start, start + size);
  const entries = new Map<string, Entry>();
  for (let place = 0; place + 46 <= size && view.getUint32(place, true) === DIRECTORY_ENTRY; ) {
    const nameLength = view.getUint16(place + 28, true);
    const name = new Uint8Array(view.buffer, place + 46, nameLength);
    entries.set(new TextDecoder().decode(name).replaceAll('\\', '/'), {
      method: view.getUint16(place + 10, true),
      size: view.getUint32(place + 20, true),
      offset: view.getUint32(place + 42, true) + shift,
      isLocked: (view.getUint16(place + 8, true) & 1) === 1,
    });
    place += 46 + nameLength + view.getUint16(place + 30, true) + view.getUint16(place + 32, true);
  }
  return entries;
}

async function* unpack(file: Blob, path: string, entry: Entry): AsyncGenerator<string> {
  const { method, offset, size, isLocked } = entry;
  if (isLocked) throw new Error(`${path} in it is locked with a password`);
  if (method !== STORED && method !== DEFLATED) throw new Error(`${path} is packed in another way`);
  const header = await viewOf(file, offset, offset + 30);
  if (header.byteLength < 30 || header.getUint32(0, true) !== LOCAL_HEADER) {
    throw new Error(`${path} is not where it should be`);
  }
  const start = offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const packed = file.slice(start, start + size).stream();
  const bytes =
    method === STORED ? packed : packed.pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = bytes.getReader();
  let decoder: TextDecoder | undefined;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      decoder ??= new TextDecoder(encodingOf(value));
      yield decoder.decode(value, { stream: true });
    }
    const rest = decoder?.decode();
    if (rest) yield rest;
  } finally {
    await reader.cancel();
  }
}

function encodingOf([a, b]: Uint8Array): string {
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
}

/** Reads an archive's directory. Throws an Error with the reason if there is none. */
export async function openZip(file: Blob): Promise<Zip> {
  const entries = await entriesOf(file);
  const text = (path: string) => {
    const entry = entries.get(path);
    return entry && unpack(file, path, entry);
  };
  const whole = async (path: string) => {
    let found = '';
    for await (const part of text(path) ?? []) found += part;
    return found;
  };
  return { paths: [...entries.keys()], text, whole };
}
