import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SETTINGS, type Settings } from '../src/config/settings';
import { STARTER_NAMES, STARTER_SETTINGS, type StarterLanguage } from '../src/config/starter';
import { makeDataset } from '../src/dataset/dataset';
import { prepareRead, readText } from '../src/dataset/prepare';
import { configJson } from '../src/interop/configJson';
import { writeSafetensors } from '../src/interop/safetensors';
import { stateDict } from '../src/interop/stateDict';
import { tokenizerConfigJson, tokenizerJson } from '../src/interop/tokenizerJson';
import { bertConfig } from '../src/model/config';
import { initialValues } from '../src/model/initialValues';
import { parameterLayout } from '../src/model/layout';
import { createBatches } from '../src/train/batches';
import { makeExam, sitExam } from '../src/train/exam';
import { stepOptions } from '../src/train/session';
import { engine, stateOf } from './engine';
import { modelCard } from './starterFiles';
import type { Text } from './texts';

const RECIPE: Settings = {
  ...DEFAULT_SETTINGS,
  ...STARTER_SETTINGS,
  mlmProbability: 0.3,
  learningRate: 2e-3,
  warmupSteps: 100,
};

/** How a starter is trained. What other recipes gave is in README.md. */
const RECIPES: Readonly<Record<StarterLanguage, Settings>> = {
  en: { ...RECIPE, vocabSize: 4000, maxSteps: 36_000 },
  // A third of the text: it over-fits sooner.
  de: { ...RECIPE, vocabSize: 4000, maxSteps: 12_000 },
};

/** Steps between two looks at the losses. */
const CHUNK = 50;
/** Steps between two lines of the report. */
const REPORT = 1000;

export interface MakeOptions {
  readonly language: StarterLanguage;
  readonly texts: readonly Text[];
  readonly steps?: number | undefined;
  /** Folder to write to */
  readonly out: string;
}

/**
 * Pretrains a starter on texts and writes it as a Hugging Face folder: `model.safetensors` in 16-bit floats,
 * `tokenizer.json`, `config.json`, a model card, and `sentences.bin` with the hashes of the sentences it was trained on.
 * The same texts and settings give the same files.
 */
export async function makeStarter({ language, texts, steps, out }: MakeOptions): Promise<void> {
  const recipe = RECIPES[language];
  const settings = { ...recipe, maxSteps: steps ?? recipe.maxSteps };
  const text = texts.map((one) => one.text.trim()).join('\n\n');
  const read = await readText(new Blob([text]), { language });
  const { vocabulary, encoded, stats } = await prepareRead(read, settings);
  const V = vocabulary.tokens.length;
  const sequenceLength = settings.maxPositionEmbeddings;
  const dataset = makeDataset(encoded, { ...settings, sequenceLength });
  const batches = createBatches(dataset, V);
  const exam = makeExam(dataset, V);
  const config = bertConfig(settings, V);
  const layout = parameterLayout(config);
  const model = await engine.createModel(
    config,
    stateOf(config, initialValues(config, layout, settings.seed)),
    { batchSize: settings.batchSize, sequenceLength },
  );
  console.log(
    `${STARTER_NAMES[language]}: ${stats.sentences} sentences, ${stats.tokens} tokens, a vocabulary of ${V}`,
  );
  const began = performance.now();
  for (let step = 0; step < settings.maxSteps; step++) {
    model.train(batches.at(step, settings), stepOptions(settings, step));
    if ((step + 1) % CHUNK === 0) await model.statistics();
    if ((step + 1) % REPORT > 0) continue;
    const { loss, accuracy } = await sitExam(model, exam, settings.context);
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(
      `step ${step + 1}: held-out ${loss.toFixed(2)} nats, ${(100 * accuracy).toFixed(1)} % right, ${seconds} s`,
    );
  }
  const result = await sitExam(model, exam, settings.context);
  const { parameters } = await model.read();
  model.dispose();

  mkdirSync(out, { recursive: true });
  const write = (name: string, content: string | Uint8Array) =>
    writeFileSync(join(out, name), content);
  write('model.safetensors', writeSafetensors(stateDict(config, parameters), 'F16'));
  write('tokenizer.json', tokenizerJson(vocabulary));
  write('tokenizer_config.json', tokenizerConfigJson(vocabulary, sequenceLength));
  write('config.json', configJson(config, { dtype: 'float16' }));
  write('sentences.bin', new Uint8Array(read.hashes.toSorted().buffer));
  write('README.md', modelCard({ language, texts, settings, stats, exam, result, config }));
  console.log(`written to ${out}`);
}
