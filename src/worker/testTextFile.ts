import type { TextFileWriter } from '../storage/textFiles';

/** A file in memory, in place of the browser's, and what was done with it. */
export function testTextFile() {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const log: string[] = [];
  const file: TextFileWriter = {
    write(bytes) {
      parts.push(bytes.slice());
      log.push(`write ${bytes.length}`);
    },
    truncate() {
      throw new Error('nothing here is cut');
    },
    async finish() {
      log.push('finish');
      return { blob: new Blob(parts), key: 'kept' };
    },
    async discard() {
      log.push('discard');
    },
  };
  return { file, log };
}
