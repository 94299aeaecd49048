import * as v from 'valibot';
import { AUTO_KEYS } from '../config/auto';
import { CONTEXTS, DEFAULT_SETTINGS, SETTING_KEYS, SettingsSchema } from '../config/settings';

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
/** A number, also one that JSON does not have. */
const Figure = v.union([
  v.number(),
  v.pipe(
    v.picklist(['NaN', 'Infinity', '-Infinity']),
    v.transform((word) => Number(word)),
  ),
]);
const Words = v.pipe(v.string(), v.maxLength(10_000));
const maybe = <S extends v.GenericSchema>(schema: S) => v.optional(schema);

const Floor = v.object({ loss: v.number(), accuracy: Share });

/** Settings that came later than a run have their defaults in it. */
const Settings = v.pipe(
  v.record(v.string(), v.unknown()),
  v.transform((settings) => ({ ...DEFAULT_SETTINGS, ...settings })),
  SettingsSchema,
);

/** Tokens: BERT-base has 30 522, and a page can learn 32 768 and append words to them. Ids are 16-bit numbers. */
const Tokens = v.pipe(v.array(Words), v.minLength(5), v.maxLength(65_535));

/** `run.json` of a file of runs. What it has besides is left out. */
export const RunSchema = v.object({
  name: v.pipe(Words, v.nonEmpty()),
  savedAt: v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15)),
  text: v.object({
    name: Words,
    builtIn: maybe(Words),
    grammar: maybe(v.string()),
    language: maybe(Words),
    characters: Count,
    hash: v.number(),
    whole: maybe(v.string()),
  }),
  settings: Settings,
  auto: maybe(v.array(v.picklist(AUTO_KEYS))),
  beganFrom: maybe(Words),
  starterRead: maybe(Share),
  changed: maybe(v.array(v.picklist(SETTING_KEYS))),
  vocabulary: v.object({
    tokens: Tokens,
    doLowerCase: v.boolean(),
    stripAccents: v.boolean(),
    maxWordChars: maybe(Count),
    specialIds: maybe(v.pipe(v.array(Count), v.length(5))),
  }),
  backend: maybe(v.object({ name: Words, device: Words })),
  curves: v.object({
    train: v.array(
      v.pipe(
        v.object({ step: Count, loss: maybe(Figure), learningRate: Figure, gradNorm: Figure }),
        v.transform((point) => ({ ...point, loss: point.loss })),
      ),
    ),
    evals: v.array(
      v.object({ step: Count, context: v.picklist(CONTEXTS), loss: Figure, accuracy: Share }),
    ),
  }),
  step: Count,
  isBest: maybe(v.boolean()),
  exam: v.object({
    id: Words,
    blanks: v.pipe(Count, v.minValue(1), v.maxValue(1 << 20)),
    loss: v.number(),
    accuracy: Share,
    share: maybe(Share),
    heldOut: maybe(
      v.object({
        sentences: v.array(Count),
        allSentences: maybe(Count),
        exam: v.array(v.array(Count)),
      }),
    ),
    knowsNothing: v.number(),
    knowsFrequencies: v.number(),
  }),
  floors: maybe(v.object({ left: Floor, right: Floor, both: Floor })),
  sentences: maybe(Count),
  closed: maybe(Words),
  byHand: maybe(v.array(v.tuple([Count, v.tuple([Count, Count])]))),
  stateStep: Count,
});

/** The list at the head of the file. */
export const ListSchema = v.object({
  format: v.string(),
  version: Count,
  runs: v.pipe(Count, v.maxValue(10_000)),
});
