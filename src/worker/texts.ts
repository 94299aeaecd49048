import { assertNever } from '../base/assert';
import { macrotask } from '../base/pause';
import type { Problem } from '../protocol/messages';
import type { TextEvent, TextRequest } from '../protocol/texts';
import { type Dataset, makeDataset } from '../text/dataset';
import { checkPrepared, checkText, type TextProblem } from '../text/diagnose';
import { type PreparedText, prepareText } from '../text/prepare';
import { workerPort } from './port';

/** Entry of the text worker: learns vocabularies and encodes texts, one job at a time. */

const port = workerPort<TextRequest, TextEvent>();
const PROGRESS_EVERY_MS = 100;
let running = new AbortController();

const asProblem = ({ title, advice }: TextProblem): Problem => ({
  kind: 'text',
  what: title,
  why: '',
  advice,
});

/** A problem may come with a dataset: the text can be trained on, but not well. */
function cut(text: string, prepared: PreparedText, sequenceLength: number) {
  const found = checkText(text) ?? checkPrepared(prepared.stats);
  const problem = found && asProblem(found);
  let dataset: Dataset | undefined;
  if (prepared.encoded.sentenceStarts.length > 2 && !checkText(text)) {
    dataset = makeDataset(prepared.encoded, sequenceLength);
  }
  return { dataset, problem };
}

async function prepare(request: Extract<TextRequest, { type: 'prepare' }>) {
  running.abort();
  running = new AbortController();
  const { jobId } = request;
  const { signal } = running;
  let told = performance.now();
  try {
    const prepared = await prepareText(request.text, request, {
      signal,
      pause: macrotask,
      onProgress: ({ phase, fraction }) => {
        if (performance.now() - told < PROGRESS_EVERY_MS) return;
        told = performance.now();
        port.post({ type: 'progress', jobId, phase, fraction });
      },
    });
    const { dataset, problem } = cut(request.text, prepared, request.sequenceLength);
    const { ids, starts, ends, wordIds, phraseIds, counts, sentenceStarts } = prepared.encoded;
    port.post({ type: 'prepared', jobId, prepared, dataset, problem }, [
      ids.buffer,
      starts.buffer,
      ends.buffer,
      wordIds.buffer,
      sentenceStarts.buffer,
      phraseIds.buffer,
      prepared.mergedFrom.buffer,
      counts.buffer,
    ]);
  } catch (error) {
    if (signal.aborted) return;
    port.post({ type: 'failed', jobId, reason: String(error) });
  }
}

port.listen((request) => {
  switch (request.type) {
    case 'prepare':
      void prepare(request);
      break;
    case 'cancel':
      running.abort();
      break;
    default:
      assertNever(request);
  }
});
