/** The text of a file in whatever encoding it is: what writes tables often writes another than UTF-8. */
export async function readFile(file: File): Promise<string> {
  const [{ detectEncoding }, { decodeAll, newlines }] = await Promise.all([
    import('../../files/encoding'),
    import('../../files/decode'),
  ]);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { encoding } = await detectEncoding({ head: bytes, stretches: [], whole: true });
  return newlines(decodeAll(bytes, encoding));
}
