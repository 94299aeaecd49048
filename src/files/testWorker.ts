import { textOf } from './testFiles';

/** A worker that reads the files it is sent, for `worker.browser.test.ts`. */
self.onmessage = async ({ data }: MessageEvent<File>) => {
  try {
    self.postMessage({ text: await textOf(data) });
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
};
