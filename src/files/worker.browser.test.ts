import { afterAll, describe, expect, it } from 'vitest';
import { docxOf, encodeBytes, fileOf, pdfOf } from './testFiles';

/** The libraries have other builds for browsers, and a worker has no `document`: so all this once more there. */

const worker = new Worker(new URL('./testWorker.ts', import.meta.url), { type: 'module' });
const told: unknown[] = [];
worker.addEventListener('message', ({ data }) => told.push(data));
afterAll(() => worker.terminate());

const read = (file: File) =>
  new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }) => resolve(data), { once: true });
    worker.addEventListener('error', ({ message }) => reject(new Error(message)), { once: true });
    worker.postMessage(file);
  });

const FRENCH = 'L’été dernier, nous avons visité la forêt près de l’école. Ça ne m’étonne guère.';
const PAGE = 'BT /F1 12 Tf 72 770 Td (It rains, for exam-) Tj 0 -14 Td (ple.) Tj ET';
const PARAGRAPH = '<w:p><w:r><w:t>It rains</w:t><w:br/><w:t>again.</w:t></w:r></w:p>';

describe('a worker reads', () => {
  it.each<[string, File, string]>([
    ['plain text', fileOf('a.txt', 'It rains.\r\n'), 'It rains.\n'],
    ['Mac Roman', fileOf('a.txt', encodeBytes(FRENCH, 'macintosh')), FRENCH],
    ['a table', fileOf('a.csv', 'id,text\n1,"It rains,\nnow."\n'), 'It rains,\nnow.'],
    ['records', fileOf('a.jsonl', '{"text": "It rains."}'), 'It rains.'],
    ['a page', fileOf('a.html', '<h1>Rain</h1>It rains &amp; pours'), 'Rain\n\nIt rains & pours'],
    ['a Word document', fileOf('a.docx', docxOf(PARAGRAPH)), 'It rains\nagain.'],
    ['a PDF', fileOf('a.pdf', pdfOf([PAGE])), 'It rains, for example.'],
  ])('%s, and says nothing else', async (_, file, text) => {
    told.length = 0;
    expect(await read(file)).toEqual({ text });
    expect(told).toEqual([{ text }]);
  });
});
