import { initialValues } from '../../model/initialValues';
import { parameterLayout } from '../../model/layout';
import { argmax } from '../score/argmax';
import { type Desk, ITEM_SEED, type Sitting } from '../use';
import { countedWithNames, lsaOf, nearestName, taughtBag, taughtLsa } from './rivals';
import { type Start, tuningSettings } from './settings';
import { type Labelled, type Sorter, tunedSorter, zeroShot } from './sorter';
import { FEELINGS } from './words';
import { type Page, pages } from './world';

/** What a page can be sorted into. */
export const SIDES = ['good', 'bad'] as const;
export const FELT = FEELINGS.map(({ felt }) => felt);

const sideOf = ({ feeling }: Page): number => SIDES.indexOf(FEELINGS[feeling]!.side);

export const bySide = (from: readonly Page[]): Labelled[] =>
  from.map((page) => ({ text: page.text, label: sideOf(page) }));
export const byFeeling = (from: readonly Page[]): Labelled[] =>
  from.map(({ text, feeling }) => ({ text, label: feeling }));

/** Pages of the exam: pairs of things that no page of the diary has. */
export const examPages = (): readonly Page[] => pages(400, 'held out', 2);

/** Examples with labels that other models learn from, to be compared on the same pages. */
const LABELS = 50;

/** 1 where a classifier is right */
export async function scoresOf(sorter: Sorter, items: readonly Labelled[]): Promise<Float64Array> {
  const p = await sorter.probabilities(items.map(({ text }) => sorter.question(text)));
  return Float64Array.from(items, ({ label }, i) => (argmax(p[i]!) === label ? 1 : 0));
}

export const scoresBy = (classify: (text: string) => number, items: readonly Labelled[]) =>
  Float64Array.from(items, ({ text, label }) => (classify(text) === label ? 1 : 0));

/** Without a label: by the names of the classes. None where the model does not know them. */
async function withoutLabels(
  { reader, sentences }: Desk,
  items: readonly Labelled[],
  names: readonly string[],
  about: Pick<Sitting, 'id' | 'title'>,
): Promise<readonly Sitting[]> {
  const texts = items.map(({ text }) => text);
  const sorter = await zeroShot(reader, texts, names);
  if (!sorter) return [];
  const lsa = lsaOf(sentences);
  return [
    {
      ...about,
      ...{ chance: 1 / names.length, ceiling: 1 },
      rows: [
        { who: 'model', name: 'Cloze prompt', scores: await scoresOf(sorter, items) },
        {
          ...{ who: 'orientation', name: 'Words counted beside the class names (Turney 2002)' },
          scores: scoresBy(countedWithNames(sentences, names), items),
        },
        {
          ...{ who: 'lsa', name: 'Nearest class name (latent semantic analysis)' },
          scores: scoresBy(nearestName(lsa, names), items),
        },
      ],
    },
  ];
}

/** From a few labels: all models learn from the same ones. */
async function fromLabels(desk: Desk, items: readonly Labelled[]): Promise<Sitting> {
  const { reader, engine, sentences, isOwn, onProgress, pause } = desk;
  const { config } = reader;
  const examples = bySide(pages(LABELS, 'seen', 3));
  const tuned = async (parameters: Float32Array, start: Start) => {
    const settings = tuningSettings(config, ITEM_SEED, start);
    const sorter = await tunedSorter(engine, {
      ...{ reader, parameters, examples, classes: SIDES, method: 'cloze', settings, pause },
      onStep: (step) => onProgress(step / settings.maxSteps),
    });
    try {
      return await scoresOf(sorter, items);
    } finally {
      sorter.dispose();
    }
  };
  const random = () => initialValues(config, parameterLayout(config), ITEM_SEED);
  return {
    ...{ id: 'labels', title: `Good or bad, from ${LABELS} labels`, chance: 0.5, ceiling: 1 },
    rows: [
      {
        ...{ who: 'model', name: 'Cloze prompt, fine-tuned' },
        scores: await tuned(await desk.parameters(), 'pretrained'),
      },
      // The model of the world has its untrained self as a rival anyway.
      ...(isOwn
        ? [
            {
              ...{ who: 'scratch', name: 'The same model, from random weights' },
              scores: await tuned(random(), 'random'),
            },
          ]
        : []),
      {
        ...{ who: 'bag', name: 'Bag of words' },
        scores: scoresBy(taughtBag(examples, SIDES.length), items),
      },
      {
        ...{ who: 'lsa', name: 'Latent semantic analysis' },
        scores: scoresBy(taughtLsa(lsaOf(sentences), examples, SIDES.length), items),
      },
    ],
  };
}

export async function exam(desk: Desk): Promise<readonly Sitting[]> {
  const items = examPages();
  const sides = bySide(items);
  return [
    ...(await withoutLabels(desk, sides, SIDES, {
      ...{ id: 'sides', title: 'Good or bad, without a label' },
    })),
    ...(await withoutLabels(desk, byFeeling(items), FELT, {
      ...{ id: 'feelings', title: 'Which of eight feelings, without a label' },
    })),
    await fromLabels(desk, sides),
  ];
}
