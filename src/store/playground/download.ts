/**
 * What a server sends, as it comes, so that progress can be told.
 *
 * @param onPart told the bytes of each part
 */
export async function download(response: Response, onPart: (bytes: number) => void): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done || !value) return new Blob(parts);
    parts.push(value);
    onPart(value.length);
  }
}
