/** Bytes that are unpacked at a time: a thousand times as many may come out of them. */
const SLICE = 256;

/** Whether this browser packs and unpacks: Safari does since 16.4, Firefox since 113. */
export const canDeflate = (): boolean =>
  'CompressionStream' in globalThis && 'DecompressionStream' in globalThis;

/** Bytes, packed (raw DEFLATE, RFC 1951). Where the browser cannot, throws. */
export async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/**
 * What `deflate` packed. It is fed in slices and stops once more than `most` bytes have come out, so that a few bytes
 * that would unpack to gigabytes cost no memory: then it is 'long'. 'damaged' where it is no such stream, or not all of one.
 */
export async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | 'long' | 'damaged'> {
  const { readable, writable } = new DecompressionStream('deflate-raw');
  const [writer, reader] = [writable.getWriter(), readable.getReader()];
  const write = async () => {
    for (let at = 0; at < bytes.length; at += SLICE) {
      await writer.ready;
      await writer.write(bytes.subarray(at, at + SLICE));
    }
    await writer.close();
  };
  // What goes wrong there is seen where it is read.
  void write().catch(() => {});
  const out = new Uint8Array(most);
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return out.slice(0, size);
      if (size + value.length > most) {
        await Promise.allSettled([reader.cancel(), writer.abort()]);
        return 'long';
      }
      out.set(value, size);
      size += value.length;
    }
  } catch {
    return 'damaged';
  }
}
