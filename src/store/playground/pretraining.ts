import { deviceBytes } from '../../base/deviceMemory';
import { knowsExam } from '../../config/auto';
import { trainingBytes } from '../../config/size';
import { openedModel } from './modelOpening';
import type { PlaygroundState } from './state';

/**
 * Whether two runs, one pretrained and one from random numbers, would say what pretraining gave: there has to be something
 * to begin from, its tokens and size stay, and both have to be trained here.
 */
export function canCompareFromNothing({
  prepared,
  settings,
  models,
}: Pick<PlaygroundState, 'prepared' | 'settings' | 'models'>): boolean {
  if (!prepared) return false;
  const { facts, vocabulary } = prepared;
  // On a text that the starter has read, the comparison would prove nothing.
  if (settings.beginFrom === 'starter') return facts.starter !== undefined && !knowsExam(facts);
  if (settings.beginFrom !== 'opened' || !openedModel({ models }, settings)) return false;
  const has = deviceBytes();
  return has === undefined || trainingBytes(settings, vocabulary.tokens.length) <= has;
}
