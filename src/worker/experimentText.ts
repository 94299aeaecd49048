import { makeDataset } from '../dataset/dataset';
import { loadEncoded } from '../dataset/encodedBlobs';
import type { TextToLearn } from '../protocol/experiments';
import { makeExam } from '../train/exam';
import { fromModel } from './fromModel';
import type { Learnable } from './learnable';

/** The text that was used last: all runs of an experiment share it in memory. */
let last: { readonly id: string; readonly making: Promise<Learnable> } | undefined;

/** A text as experiments learn it, made ready once: cut, held out and examined just as in the playground. */
export function learnableText(text: TextToLearn): Promise<Learnable> {
  if (last?.id === text.id) return last.making;
  const making = makeLearnable(text);
  const mine = { id: text.id, making };
  last = mine;
  making.catch(() => {
    if (last === mine) last = undefined;
  });
  return making;
}

async function makeLearnable({
  id,
  stored,
  vocabulary,
  cut,
  byHand,
  starter,
  specimens,
}: TextToLearn): Promise<Learnable> {
  const encoded = await loadEncoded(stored);
  encoded.tokens.chooseByHand(byHand);
  const dataset = makeDataset(encoded, { ...cut, sequenceLength: cut.maxPositionEmbeddings });
  const vocabSize = vocabulary.tokens.length;
  const exam = makeExam(dataset, vocabSize);
  if (exam.blanks === 0) {
    throw new Error('Every held-out token is unknown to the vocabulary, so there is no exam.');
  }
  const { heldOut } = dataset;
  const held = heldOut.reduce((a, b) => a + b, 0);
  const trained = new Set<number>();
  for (let s = 0; s < heldOut.length; s++) if (!heldOut[s]) trained.add(encoded.groups.at(s)!);
  let repeated = 0;
  for (let s = 0; s < heldOut.length; s++) {
    if (heldOut[s] && trained.has(encoded.groups.at(s)!)) repeated++;
  }
  /** No blank is known to depend on the side that is seen. */
  const telling = new Uint8Array(exam.blanks);
  return {
    ...{ id, exam, vocabulary },
    summary: {
      tokens: vocabulary.tokens,
      trainSentences: heldOut.length - held,
      examSentences: exam.sentences,
      repeatedShare: repeated / held,
      examBlanks: exam.blanks,
      examShare: exam.share,
      ...{ telling, floors: undefined, tellingFloors: undefined },
      groups: exam.groups,
      knowsNothing: exam.knowsNothing,
      knowsFrequencies: exam.knowsFrequencies,
      specimens,
    },
    async materialFor({ settings }) {
      const begin =
        settings.beginFrom === 'starter'
          ? await fromModel(settings, { language: starter ?? 'en', vocabulary })
          : undefined;
      return {
        ...{ dataset, exam, vocabulary, vocabSize, settings, begin },
        ...{ truth: undefined, telling, labels: [], keepsBest: true },
      };
    },
  };
}
