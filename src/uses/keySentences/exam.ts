import { centralities, mostCentral } from '../score/centrality';
import type { Desk, Sitting, Use } from '../use';
import { choosers } from './choosers';
import { spaceOf } from './space';
import { drawTexts, MAIN, mixedTexts, type Text } from './texts';

const TEXTS = 200;
/** Directions of latent semantic analysis: the best of 20 to 100 in our language; the usual number in a real text */
const DIRECTIONS = 30;
const OWN_DIRECTIONS = 100;
/** Of a person's text, what the rivals read */
const MOST_READ = 2000;

/** Of as many sentences as are on the main topic, the share that was chosen well. */
export const precision = (scores: ArrayLike<number>, { isMain }: Text): number =>
  mostCentral(scores, MAIN).filter((s) => isMain[s]).length / MAIN;

/** The rivals at a desk, as the exam and the answers use them. */
export const rivalsOf = ({ sentences, isOwn }: Pick<Desk, 'sentences' | 'isOwn'>) =>
  isOwn ? choosers(sentences.slice(0, MOST_READ), OWN_DIRECTIONS) : choosers(sentences, DIRECTIONS);

export const exam: Use['exam'] = async (desk) => {
  const { reader, isOwn, sentences } = desk;
  const texts = isOwn ? mixedTexts(sentences, TEXTS) : drawTexts(TEXTS);
  if (texts.length === 0) return [];
  const space = await spaceOf(desk);
  const rows: { who: string; name: string; scores: number[] }[] = [
    { who: 'model', name: 'The model', scores: [] },
  ];
  for (const [t, text] of texts.entries()) {
    const vectors = await space.vectorsOf(text.sentences.map((one) => reader.encode(one)));
    rows[0]!.scores.push(precision(centralities(vectors, space.centre), text));
    desk.onProgress((t + 1) / texts.length);
    await desk.pause();
  }
  for (const { who, name, choose } of rivalsOf(desk)) {
    rows.push({ who, name, scores: texts.map((text) => precision(choose(text.sentences), text)) });
  }
  const sitting: Sitting = {
    id: 'precision',
    title: isOwn
      ? 'Four neighbouring sentences found among four others'
      : 'The four of eight sentences on the main topic are found',
    chance: MAIN / (2 * MAIN),
    ceiling: 1,
    rows,
  };
  return [sitting];
};
