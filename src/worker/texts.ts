import { assertNever } from '../base/assert';
import { macrotask } from '../base/pause';
import { reasonOf } from '../base/words';
import type { Source, TextEvent, TextRequest } from '../protocol/texts';
import { deleteTextFile } from '../storage/textFiles';
import { type Outcome, openFiles } from './openFiles';
import { workerPort } from './port';
import { createPreparer } from './preparer';
import { writeLanguage } from './writeLanguage';

/** Entry of the text worker: opens files, learns vocabularies, encodes texts, and reads from them for the page. */

const port = workerPort<TextRequest, TextEvent>();
const PROGRESS_EVERY_MS = 100;
const preparer = createPreparer();

/** One job of each kind at a time: a new one cancels the one before. */
let preparing = new AbortController();
let opening = new AbortController();
let measuring = new AbortController();

/** Calls `tell` at most ten times a second. */
function seldom<A extends unknown[]>(tell: (...args: A) => void): (...args: A) => void {
  let told = performance.now();
  return (...args) => {
    if (performance.now() - told < PROGRESS_EVERY_MS) return;
    told = performance.now();
    tell(...args);
  };
}

async function prepare(request: Extract<TextRequest, { type: 'prepare' }>) {
  preparing.abort();
  measuring.abort();
  preparing = new AbortController();
  const { jobId } = request;
  const { signal } = preparing;
  try {
    const onProgress = seldom(({ phase, fraction }) =>
      port.post({ type: 'progress', jobId, phase, fraction }),
    );
    const done = await preparer.prepare(request, { signal, pause: macrotask, onProgress });
    port.post({ type: 'prepared', jobId, ...done });
  } catch (error) {
    if (signal.aborted) return;
    port.post({ type: 'failed', jobId, reason: reasonOf(error) });
  }
}

async function open(request: Extract<TextRequest, { type: 'open' | 'write' }>) {
  opening.abort();
  opening = new AbortController();
  const { openId } = request;
  const { signal } = opening;
  const onProgress = seldom((fraction: number) => port.post({ type: 'opening', openId, fraction }));
  const opened: Outcome =
    request.type === 'open'
      ? await openFiles(request, { signal, onProgress })
      : await writeLanguage(request);
  if (!signal.aborted) port.post({ openId, ...opened });
  else if (opened.type === 'opened') await discard(opened.source);
}

async function openAsModel(request: Extract<TextRequest, { type: 'openModel' }>) {
  const { modelId } = request;
  // Few visits need it.
  const { openModelFiles } = await import('./openModelFiles');
  const result = await openModelFiles(request);
  if ('model' in result) port.post({ type: 'modelOpened', modelId, model: result.model });
  else port.post({ type: 'modelRefused', modelId, problem: result.problem });
}

async function read({ jobId, page }: Extract<TextRequest, { type: 'read' }>) {
  try {
    const units = await preparer.readPage(jobId, page);
    port.post(units ? { type: 'page', jobId, page, units } : { type: 'noPage', jobId, page });
  } catch {
    port.post({ type: 'noPage', jobId, page }); // the file is gone
  }
}

/** Deletes a text that was read to its end after it was cancelled. */
async function discard({ stored }: Source) {
  if (stored?.key !== undefined) await deleteTextFile(stored.key);
}

async function locate({ jobId, offsets }: Extract<TextRequest, { type: 'locate' }>) {
  try {
    const tokens = await preparer.locate(jobId, offsets);
    port.post({ type: 'located', jobId, offsets, tokens });
  } catch {
    // The file is gone: the words chosen by hand stay as they were.
  }
}

async function measure(jobId: number) {
  measuring.abort();
  measuring = new AbortController();
  const { signal } = measuring;
  try {
    await preparer.measureSizes(jobId, { signal, pause: macrotask }, (points, done) =>
      port.post({ type: 'sizes', jobId, points, done }),
    );
  } catch {
    if (!signal.aborted) port.post({ type: 'sizes', jobId, points: [], done: true });
  }
}

port.listen((request) => {
  switch (request.type) {
    case 'prepare':
      void prepare(request);
      break;
    case 'cancel':
      preparing.abort();
      break;
    case 'shown':
      preparer.keepOnly(request.jobId);
      break;
    case 'locate':
      void locate(request);
      break;
    case 'read':
      void read(request);
      break;
    case 'sizes':
      void measure(request.jobId);
      break;
    case 'open':
    case 'write':
      void open(request);
      break;
    case 'openModel':
      void openAsModel(request);
      break;
    case 'close':
      opening.abort();
      break;
    default:
      assertNever(request);
  }
});
