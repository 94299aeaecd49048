import { formatPercent } from '../base/format';
import type { Notes } from '../store/lessons/state';
import { numberOf } from './lesson';

/** So many of twenty are more than luck: half would be a coin; 15 or more come up in 2 of 100 such tries. */
const MANY = 15;
/** A drop of the guess's probability that is larger by so much is a difference. */
const CLEAR = 0.1;

const percent = (share: number) => formatPercent(share);

/** Of the one sentence, in which the person hid two words. */
function ofSentence(notes: Notes): string[] {
  const [sure, top, other] = ['sure', 'withoutTop', 'withoutOther'].map((n) => numberOf(notes, n));
  if (sure === undefined || top === undefined || other === undefined) return [];
  return [
    other - top > CLEAR
      ? `Look and reason agree in your sentence: the guess fell from ${percent(sure)} to ${percent(top)} without the word that was looked at, and only to ${percent(other)} without the other.`
      : 'In your sentence the head looked at the word, but the model needed it no more than another.',
  ];
}

/** Of the lines of the story. */
function ofStory(notes: Notes): string[] {
  const [decisive, tested] = [numberOf(notes, 'decisive'), numberOf(notes, 'tested')];
  const foremost = numberOf(notes, 'foremost') ?? 0;
  if (decisive === undefined || tested === undefined) return [];
  const found = `In ${decisive} of ${tested} lines of the story the word under the sharpest look mattered more than one that no head looks at`;
  if (decisive < MANY) return [`${found}: a pretty picture, and no proof.`];
  return [
    foremost >= MANY
      ? `${found}, and in ${foremost} it was the word that mattered most: here a look is a good compass.`
      : `${found}, but only in ${foremost} was it the word that mattered most: a look is a compass, not a reason.`,
  ];
}

/** Of the second model, which began from another seed. */
function ofSeed(notes: Notes): string[] {
  const [same, lines] = [numberOf(notes, 'same'), numberOf(notes, 'sameOf')];
  if (same === undefined || lines === undefined) return [];
  return [
    same >= MANY
      ? `With another seed the head had the same job, in ${same} of ${lines} lines.`
      : `With another seed the head looked at the same word in only ${same} of ${lines} lines: a head’s number is a seat, not a job.`,
  ];
}

/** What the three tests of the lesson came to. */
export function headVerdict(notes: Notes): string[] {
  const said = [...ofSentence(notes), ...ofStory(notes), ...ofSeed(notes)];
  return said.length > 0 ? said : ['You skipped the tests, so there is nothing to tell.'];
}
