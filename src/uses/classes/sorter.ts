import type { Settings } from '../../config/settings';
import type { Engine } from '../../engine/engine';
import { fineTune } from '../fineTuning';
import { createReader, type Reader } from '../reader';
import { withLabelTokens } from './labelTokens';
import { asksBy, chooseOpening, type Method, ownTokens, type Question } from './prompt';

/** A text and the number of its class. */
export interface Labelled {
  readonly text: string;
  readonly label: number;
}

/** What tells classes of texts. */
export interface Sorter {
  question(text: string): Question;
  /** p of each class, for each question: [classes] */
  probabilities(questions: readonly Question[]): Promise<readonly Float64Array[]>;
}

/** A fine-tuned model, which holds memory until it is disposed of. */
export interface TunedSorter extends Sorter {
  /** Of a cloze prompt, what stands before its blank */
  readonly opening: string;
  /** Whether the classes' own names are asked for, as the model knows them as words */
  readonly byName: boolean;
  dispose(): void;
}

export interface Tuning {
  /** Reads for the model that is begun from */
  readonly reader: Reader;
  /** [P], of that model, or random ones of its shape */
  readonly parameters: Float32Array;
  readonly examples: readonly Labelled[];
  readonly classes: readonly string[];
  readonly method: Method;
  readonly settings: Settings;
  readonly onStep?: (step: number) => void;
  readonly pause?: () => Promise<void>;
}

/** What a model thinks, of these tokens at the place that is asked, as shares of what it gives to all of them. */
function sorterOf(
  reader: Reader,
  labels: readonly number[],
  question: (text: string) => Question,
): Sorter {
  return {
    question,
    async probabilities(questions) {
      const rows = questions.map(({ ids, types, place }) => ({ ids, types, places: [place] }));
      const asked = await reader.ask(rows);
      return asked.map((one) => {
        const all = one.logProbabilities(0);
        const own = Float64Array.from(labels, (id) => all[id]!);
        const top = Math.max(...own);
        const p = own.map((x) => Math.exp(x - top));
        const total = p.reduce((a, b) => a + b, 0);
        return p.map((x) => x / total);
      });
    },
  };
}

/**
 * Sorts by what the model learned from text alone: no label was seen. None where it does not know the names.
 *
 * @param texts some, by which the opening is chosen
 */
export async function zeroShot(
  reader: Reader,
  texts: readonly string[],
  classes: readonly string[],
): Promise<Sorter | undefined> {
  const labels = ownTokens(reader, classes);
  if (!labels) return undefined;
  const opening = await chooseOpening(reader, texts, classes);
  return sorterOf(reader, labels, asksBy(reader, 'cloze', opening));
}

/** Fine-tunes a copy of a model on examples: all of its parameters. */
export async function tunedSorter(engine: Engine, tuning: Tuning): Promise<TunedSorter> {
  const { reader, parameters, examples, classes, method, settings, onStep, pause } = tuning;
  const opening =
    method === 'cloze'
      ? await chooseOpening(
          reader,
          examples.map(({ text }) => text),
          classes,
        )
      : '';
  const question = asksBy(reader, method, opening);
  const named = method === 'cloze' ? ownTokens(reader, classes) : undefined;
  const { config, vocabulary } = reader;
  const { labels, ...model } = named
    ? { config, parameters, vocabulary, labels: named }
    : withLabelTokens(config, parameters, vocabulary, classes.length, settings.seed);
  const tuned = await fineTune(engine, {
    ...{ config: model.config, parameters: model.parameters, settings },
    examples: examples.map(({ text, label }) => {
      const encoded = question(text);
      return { encoded, label: labels[label]!, place: encoded.place };
    }),
    ...(onStep && { onStep }),
    ...(pause && { pause }),
  });
  return {
    ...sorterOf(createReader(tuned, model.vocabulary, settings.context), labels, question),
    ...{ opening, byName: named !== undefined },
    dispose: () => tuned.dispose(),
  };
}
