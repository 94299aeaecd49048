import { assertNever } from '../base/assert';
import { macrotask } from '../base/pause';
import type { UsesEvent, UsesRequest } from '../protocol/uses';
import { measure } from '../uses/exam';
import { resultsOf } from '../uses/files';
import { materialOf, sentencesOf } from '../uses/material';
import type { Desk, Use } from '../uses/use';
import { USES } from '../uses/uses';
import { workerPort } from './port';
import { createEngines } from './uses/engines';
import { createModels } from './uses/models';
import { createOwnTexts } from './uses/ownText';
import { progressOf } from './uses/pacing';
import { problemOf, Refusal } from './uses/problems';
import { trainUse } from './uses/training';
import { weightsOf } from './uses/weights';

/** Entry of the worker of the uses: it holds their models, asks them, has them sit exams, and trains them. */

const port = workerPort<UsesRequest, UsesEvent>();
type Of<T extends UsesRequest['type']> = Extract<UsesRequest, { type: T }>;

const models = createModels();
const running = createEngines(models.forget);
const texts = createOwnTexts();

/** What was trained here last, by use, and a number that tells one from the one before. */
const here = new Map<string, { readonly parameters: Float32Array; readonly serial: number }>();
let serials = 0;

/** A newer question has overtaken this one: nobody waits for its answer. */
class Overtaken extends Error {}
let newestPlay = 0;
/** Plays are answered one after the other, and so are exams. */
let plays: Promise<unknown> = Promise.resolve();
let exams: Promise<unknown> = Promise.resolve();
/** The training under way, and how to end it */
let trained: Promise<unknown> = Promise.resolve();
let stop = () => {};

async function loadUse(id: string): Promise<Use> {
  const load = Object.hasOwn(USES, id) ? USES[id] : undefined;
  if (!load) throw new Error(`there is no use “${id}”`);
  return load();
}

async function list({ id }: Of<'list'>) {
  const uses = await Promise.all(Object.values(USES).map((load) => load()));
  port.post({ type: 'listed', id, uses: uses.map(({ about }) => about) });
}

async function example({ id, use, at, text }: Of<'example'>) {
  const { example: exampleOf } = await loadUse(use);
  const own = text && (await texts.sentences(text)).sentences;
  port.post({ type: 'example', id, values: exampleOf(at, own) });
}

const nameOf = ({ use, model }: Of<'play' | 'exam'>, world: string): string => {
  if (model.kind === 'shipped') return `shipped ${world}`;
  return model.kind === 'here' ? `here ${use} ${here.get(use)?.serial}` : `other ${model.key}`;
};

/** Seats the model that a request names at a desk, with the text that it works over. */
async function atDesk<T>(
  request: Of<'play' | 'exam'>,
  pause: () => Promise<void>,
  work: (use: Use, desk: Desk, notes: readonly string[]) => Promise<T>,
): Promise<T> {
  const { id, model, text, backend } = request;
  const use = await loadUse(request.use);
  if (model.kind === 'other' && !text) {
    throw new Refusal({
      kind: 'text',
      what: `${model.name} has no text to work over.`,
      why: 'It was not made for this use, so it is asked about a text of its own.',
      advice: 'Open a text in the playground, or choose the model that was trained for this use.',
    });
  }
  const own = text && (await texts.for(text, model));
  const engine = await running(backend);
  const parameters = here.get(request.use)?.parameters;
  const load = () => weightsOf(use, model, parameters);
  return models.asking(engine, nameOf(request, use.world.id), load, (seated) =>
    work(
      use,
      {
        reader: seated.reader(pause),
        sentences: own?.sentences ?? sentencesOf(materialOf(use.world).passages),
        heldOut: own?.heldOut ?? [],
        isOwn: own !== undefined,
        engine: seated.engine,
        parameters: seated.parameters,
        onProgress: progressOf((fraction) => port.post({ type: 'progress', id, fraction })),
        pause,
      },
      own?.notes ?? [],
    ),
  );
}

async function play(request: Of<'play'>) {
  const { id, values } = request;
  const pause = async () => {
    await macrotask();
    if (newestPlay !== id) throw new Overtaken();
  };
  try {
    await pause(); // of several that wait, only the newest begins
    const answer = await atDesk(request, pause, async (use, desk, notes) => {
      const began = performance.now();
      const { blocks } = await use.play(desk, values);
      const milliseconds = performance.now() - began;
      const said = notes.map((text) => ({ kind: 'says' as const, text }));
      return { blocks: [...blocks, ...said], milliseconds };
    });
    if (newestPlay === id) port.post({ type: 'played', id, answer });
  } catch (error) {
    if (newestPlay === id) throw error;
  }
}

async function exam(request: Of<'exam'>) {
  const sat = await atDesk(request, macrotask, async (use, desk, notes) => ({
    measured: measure([await use.exam(desk)]),
    notes,
  }));
  port.post({ type: 'sat', id: request.id, ...sat });
}

async function train(request: Of<'train'>) {
  stop();
  const before = trained;
  let isWanted = true;
  stop = () => {
    isWanted = false;
  };
  const training = (async () => {
    await before;
    const use = await loadUse(request.use);
    const engine = await running(request.backend);
    const post = (event: UsesEvent) => port.post(event);
    const { parameters, ...rest } = await trainUse(request, use, engine, post, () => isWanted);
    // One that was stopped at once takes no other's place.
    if (rest.step > 0) here.set(request.use, { parameters, serial: ++serials });
    port.post({ type: 'trained', id: request.id, ...rest });
  })();
  trained = training.catch(() => {});
  await training;
}

/** What the page says first where a request fails and the error does not tell. */
const FAILURES: Readonly<Record<Exclude<UsesRequest['type'], 'stop'>, string>> = {
  list: 'The uses could not be loaded.',
  results: 'What was measured could not be loaded.',
  example: 'No example could be made.',
  play: 'The model could not be asked.',
  exam: 'The exam could not be sat.',
  train: 'The model could not be trained.',
};

async function answer(request: Exclude<UsesRequest, { type: 'stop' }>): Promise<void> {
  switch (request.type) {
    case 'list':
      return list(request);
    case 'results': {
      const { id, use } = request;
      port.post({ type: 'results', id, results: await resultsOf(use) });
      return;
    }
    case 'example':
      return example(request);
    case 'play': {
      newestPlay = request.id;
      const playing = plays.then(() => play(request));
      plays = playing.catch(() => {});
      return playing;
    }
    case 'exam': {
      const sitting = exams.then(() => exam(request));
      exams = sitting.catch(() => {});
      return sitting;
    }
    case 'train':
      return train(request);
    default:
      return assertNever(request);
  }
}

port.listen((request) => {
  if (request.type === 'stop') {
    stop();
    return;
  }
  const { id, type } = request;
  answer(request).catch((error: unknown) =>
    port.post({ type: 'failed', id, problem: problemOf(error, FAILURES[type]) }),
  );
});
