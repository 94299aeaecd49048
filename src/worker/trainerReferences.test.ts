import { beforeEach, describe, expect, it, vi } from 'vitest';
import { bertConfig } from '../model/config';
import { initialValues } from '../model/initialValues';
import { parameterLayout } from '../model/layout';
import type { SavedModel } from '../protocol/look';
import { answerOrHelp, startEngine } from './testEngines';
import { until, workerPort } from './testPort';
import { LOOK, settings, startTrainer, type Trainer, vocabSize } from './testTrainer';

// Called when the script is first loaded, after the imports above.
vi.mock('./port', () => ({ workerPort }));
vi.mock('./startEngine', () => ({ startEngine, answerOrHelp }));
vi.mock('../engine/selfTest', () => ({ selfTest: async () => 1e-7 }));

let t: Trainer;
beforeEach(async () => {
  t = await startTrainer();
}, 120_000);

describe('another model', () => {
  const saved = (): SavedModel => {
    const config = bertConfig(settings, vocabSize);
    return { settings, vocabSize, parameters: initialValues(config, parameterLayout(config), 7) };
  };
  const answers = () => t.said('reference').map(({ answer }) => answer);

  it('is looked into, its maps handed over', async () => {
    const runId = await t.loaded();
    t.ask({ type: 'reference', runId, model: saved(), look: LOOK });
    await until(() => answers().length > 0);
    const [answer] = answers();
    if (!answer || !('maps' in answer)) throw new Error('no maps');
    expect(answer).toMatchObject({ requestId: 4, maps: { length: 5, layers: 2, heads: 2 } });
    expect(t.transferOf(t.said('reference')[0]!)).toEqual([answer.maps.attentions.buffer]);
  });

  it('is asked what it guesses, beside what it looks at', async () => {
    const runId = await t.loaded();
    t.ask({ type: 'guess', runId, model: saved(), look: LOOK });
    t.ask({ type: 'reference', runId, model: saved(), look: { ...LOOK, requestId: 7 } });
    await until(() => answers().length > 0 && t.said('guess').length > 0);
    const answer = { requestId: 4, guesses: [{ length: 5 }] };
    expect(t.said('guess')).toMatchObject([{ answer }]);
  });

  it('is refused where it does not fit', async () => {
    const runId = await t.loaded();
    const model = { ...saved(), vocabSize: vocabSize + 1 };
    t.ask({ type: 'reference', runId, model, look: LOOK });
    await until(() => answers().length > 0);
    expect(answers()).toEqual([{ requestId: 4, refusal: expect.stringContaining('vocabulary') }]);
    expect(t.transferOf(t.said('reference')[0]!)).toEqual([]);
  });

  it('that cannot be computed leaves the run as it is', async () => {
    const runId = await t.loaded();
    const model = { ...saved(), settings: undefined as never };
    t.ask({ type: 'reference', runId, model, look: LOOK });
    await until(() => answers().length > 0);
    expect(answers()).toEqual([
      { requestId: 4, refusal: expect.stringMatching(/^It could not be computed: .*\.$/) },
    ]);
    t.tell('train');
    await t.ended();
    expect(t.said('problem')).toEqual([]);
  });

  it('is looked into for the newest question alone, and for a run that is still there', async () => {
    const runId = await t.loaded();
    t.ask({ type: 'reference', runId, model: saved(), look: LOOK });
    t.ask({ type: 'reference', runId, model: saved(), look: { ...LOOK, requestId: 5 } });
    await until(() => answers().length > 0);
    await t.settle();
    expect(answers().map(({ requestId }) => requestId)).toEqual([5]);
    t.ask({ type: 'reference', runId, model: saved(), look: { ...LOOK, requestId: 6 } });
    await t.loaded();
    await t.settle();
    expect(t.said('reference', runId)).toHaveLength(1);
  });
});
