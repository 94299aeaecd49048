import { UsesFailure, type UsesWorker } from '../../client/uses';
import type {
  Answer,
  GatePoint,
  LabelCurve,
  Measured,
  UseAbout,
  UseResults,
  Values,
} from '../../protocol/uses';

/** Figures of no model: they only have places to fill. */
const interval = (mean: number, reach = 0.03) => ({
  mean,
  low: Math.max(0, mean - reach),
  high: Math.min(1, mean + reach),
});

const lead = (mean: number, reach = 0.04) => ({ mean, low: mean - reach, high: mean + reach });

export const REPLY: UseAbout = {
  id: 'reply',
  title: 'Choose the reply',
  known: 'chatbots',
  lead: 'How likely is each reply, word for word, after what was said? The model has read dialogues, but never one with this request about this thing.',
  fields: [{ id: 'said', label: 'What was said', kind: 'line', hint: 'It knows 16 things.' }],
  claim: 'It chooses the right reply among ten.',
  limits: '16 things and 4 requests in a made-up shop.',
  sources: [
    {
      text: 'Salazar, Liang, Nguyen and Kirchhoff, Masked Language Model Scoring, ACL 2020',
      url: 'https://aclanthology.org/2020.acl-main.240/',
    },
  ],
  takesAnyModel: false,
  gate: { name: 'Right reply among ten', chance: 0.1 },
};

const CLASSES: UseAbout = {
  ...REPLY,
  id: 'classes',
  title: 'Sort sentences',
  known: 'sentiment',
  lead: 'Into which of a few classes does a sentence belong? It learned that from a few labels.',
  fields: [
    { id: 'how', label: 'Asked by', kind: 'choice', choices: { head: 'a head', cloze: 'a blank' } },
    { id: 'rows', label: 'Sentences with labels', kind: 'table' },
  ],
  takesAnyModel: true,
};

const TRANSLATE: UseAbout = {
  ...REPLY,
  id: 'translate',
  title: 'Translate and align',
  known: 'cross-lingual training',
};

const WRITE: UseAbout = { ...REPLY, id: 'write', title: 'Write on', known: 'text completion' };

const points: readonly GatePoint[] = Array.from({ length: 33 }, (_, i) => ({
  step: i * 188,
  loss: i === 0 ? null : 1.6 + 3.2 * Math.exp(-i / 3) - 0.012 * i,
  gate: 0.1 + 0.84 / (1 + Math.exp(-(i - 15) / 1.1)),
  ...(i >= 20 && { nextSentence: { loss: 0.25, accuracy: 0.9 } }),
}));

const MEASURED: Measured = {
  id: 'hard',
  title: 'Right reply among ten, requests never seen',
  chance: 0.1,
  items: 120,
  seeds: 5,
  standings: [
    { who: 'model', name: 'The model', interval: interval(0.94) },
    { who: 'nsp', name: 'Next-sentence head', interval: interval(0.78, 0.05), lead: lead(0.16) },
    {
      who: 'bm25',
      name: 'Most similar dialogue (BM25)',
      interval: interval(0.03),
      lead: lead(0.91),
    },
    {
      who: 'untrained',
      name: 'The same model, untrained',
      interval: interval(0.11),
      lead: lead(0.83),
    },
  ],
};

const CURVE: LabelCurve = {
  id: 'labels',
  title: 'Right class among two, by number of labels',
  chance: 0.5,
  seeds: 5,
  labels: [20, 50, 100, 500],
  rows: [
    {
      who: 'model',
      name: 'Fine-tuned',
      intervals: [0.79, 0.83, 0.91, 0.97].map((m) => interval(m)),
    },
    {
      who: 'scratch',
      name: 'From scratch',
      intervals: [0.61, 0.66, 0.76, 0.97].map((m) => interval(m)),
    },
    {
      who: 'bow',
      name: 'Bag of words',
      intervals: [0.58, 0.67, 0.83, 0.96].map((m) => interval(m, 0.02)),
    },
    { who: 'lsa', name: 'LSA', intervals: [0.8, 0.84, 0.88, 0.93].map((m) => interval(m, 0.04)) },
  ],
};

const RESULTS: UseResults = {
  measured: [MEASURED],
  training: {
    ...{ steps: 6000, sentences: 4000, words: 180, parameters: 120_512, bytes: 241_500 },
    ...{ seconds: 64, points, takeOffs: [2820, 2400, 3100, null, 2650] },
  },
};

/** An answer to a request, with marks. */
export const answerTo = (said: string): Answer => ({
  milliseconds: 12,
  blocks: [
    {
      kind: 'sentence',
      words: said.split(' ').map((text, i) => ({
        text,
        ...(i === 1 && { strength: 0.9, tone: 'blue' as const, note: 'decides what it is about' }),
        ...(i === 5 && { strength: 0.6, tone: 'orange' as const }),
      })),
    },
    {
      kind: 'ranking',
      unit: 'ln p of the reply',
      rows: [
        ['I bring a new lid and be there by four.', 1, '−4.1'],
        ['The lid costs six coins.', 0.54, '−9.8'],
        ['I bring new strings and be there by four.', 0.42, '−11.3'],
        ['The strings are under the bench.', 0.22, '−15.0'],
        ['We open again in spring.', 0.15, '−17.2'],
      ].map(([words, share, shown], i) => ({
        words: String(words)
          .split(' ')
          .map((text) => (text === 'lid' ? { text, strength: 0.8 } : { text })),
        share: Number(share),
        shown: String(shown),
        isRight: i === 0,
      })),
    },
    {
      kind: 'says',
      strong: 'Why the first?',
      text: 'Hide “kettle” and it falls to third; hide “come today” and “costs six coins” wins.',
    },
  ],
});

const TRANSLATED: Answer = {
  milliseconds: 20,
  blocks: [
    {
      kind: 'grid',
      title: 'Which word of one goes with which of the other',
      rows: ['the', 'dog', 'sees', 'a', 'boat'],
      columns: ['mira', 'kelo', 'ta', 'boruk'],
      values: [
        0.7, 0.1, 0.1, 0.1, 0.1, 0.8, 0.05, 0.05, 0.1, 0.2, 0.6, 0.1, 0.02, 0.3, 0.4, 0.28, 0, 0, 0,
        1,
      ].reduce<number[][]>((rows, value, i) => {
        if (i % 4 === 0) rows.push([]);
        rows.at(-1)!.push(value);
        return rows;
      }, []),
    },
    {
      kind: 'table',
      title: 'Dictionary',
      columns: ['Word', 'Its other word', 'Share'],
      rows: [
        ['dog', 'kelo', '.98'],
        ['boat', 'boruk', '.97'],
      ],
    },
  ],
};

const WRITTEN: Answer = {
  milliseconds: 20,
  blocks: [
    {
      kind: 'frames',
      title: 'Mask-Predict, four rounds',
      frames: [0, 1, 2, 3].map((n) => ({
        words: 'The baker sells warm bread .'
          .split(' ')
          .map((text, i) =>
            i < 2 + n
              ? { text, ...(i > 1 && { is: 'written' as const }) }
              : { text: '', is: 'blank' as const },
          ),
        says: `Round ${n + 1}: the surest stay, the others are asked again.`,
      })),
    },
  ],
};

/** A worker of the uses that answers at once, with made-up figures; what it was asked is kept. */
export function fakeUses(actions: Partial<UsesWorker> = {}) {
  const asked: { what: string; with: unknown }[] = [];
  const note = (what: string, arg: unknown) => asked.push({ what, with: arg });
  let stop = () => {};
  const worker: UsesWorker = {
    list: async () => [REPLY, TRANSLATE, CLASSES, WRITE],
    results: async (use) => ({
      ...RESULTS,
      ...(use === 'classes' && { curves: [CURVE] }),
    }),
    example: async (use, at): Promise<Values> => {
      note('example', { use, at });
      if (use === 'classes') return { how: 'head', rows: 'I am glad,good\nI am sad,bad' };
      return { said: `My kettle leaks. Can you come today? ${at || ''}`.trim() };
    },
    async play(request) {
      note('play', request);
      const said = request.values.said ?? '';
      if (said === '') {
        throw new UsesFailure({
          kind: 'text',
          what: 'Type a sentence, or press Another example.',
          why: '',
          advice: '',
        });
      }
      return { translate: TRANSLATED, write: WRITTEN }[request.use] ?? answerTo(said);
    },
    async exam(request) {
      note('exam', request);
      return { type: 'sat', id: 0, measured: [{ ...MEASURED, seeds: 1 }], notes: [] };
    },
    train(request, onTraining) {
      note('train', request);
      return new Promise((resolve) => {
        let at = 0;
        const of = 6000;
        const end = (step: number) => {
          clearInterval(timer);
          resolve({ type: 'trained', id: 0, step, isWhole: step === of });
        };
        const timer = setInterval(() => {
          const step = points[at]!.step;
          onTraining({
            ...{ type: 'training', id: 0, step, of, backend: 'wasm', stepsPerSecond: 94 },
            ...{ points: [points[at]!], takeOff: at > 15 ? 2820 : null },
          });
          at++;
          if (at === points.length) end(of);
        }, 20);
        stop = () => end(points[at]?.step ?? 0);
      });
    },
    stop: () => stop(),
    ...actions,
  };
  return { worker, asked };
}
