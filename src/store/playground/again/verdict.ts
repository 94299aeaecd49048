import type { Interval } from '../../../base/bootstrap';
import { pairedDifference, rightDifference } from '../../../base/rightDifference';
import { counted } from '../../../base/words';
import type { Settings } from '../../../config/settings';

/** What came of two runs that sat one exam: the outcome, and the figures that it rests on. */
export interface VerdictWords {
  readonly outcome: string;
  readonly figures: string;
}

/** By how much the present run is ahead of the earlier one; below 0 where it is behind. */
export interface Lead {
  /** In the share of blanks right */
  readonly right: Interval;
  /** In the loss, nats: above 0 where the present run’s is lower */
  readonly loss: Interval;
}

/** How large the exam was that both sat. */
export interface ExamSize {
  readonly blanks: number;
  readonly sentences: number;
}

/** A sitting of an exam, blank by blank, [M] each. */
interface Sat {
  readonly right: Uint8Array;
  readonly losses: Float32Array;
}

/** What the two runs are called in the verdict. */
interface Called {
  /** The run that is judged, as it stands after “with” */
  readonly run: string;
  /** What is said where it is better, or worse, beyond chance */
  readonly better: string;
  readonly worse: string;
}

/** Of a hundred blanks, without its sign: with a decimal where a whole number would say nothing. */
function perHundred(share: number): string {
  const blanks = Math.abs(100 * share);
  return blanks > 0 && blanks < 0.95 ? blanks.toFixed(1) : `${Math.round(blanks)}`;
}

/** "3 more of 100 blanks right", "as many blanks right" */
const rightInWords = (share: number) =>
  share === 0
    ? 'as many blanks right'
    : `${perHundred(share)} ${share < 0 ? 'fewer' : 'more'} of 100 blanks right`;

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The ends of an interval that lies clear of zero, without their signs, the nearer one first. */
const ends = ({ mean, low, high }: Interval): readonly [number, number] =>
  mean < 0 ? [-high, -low] : [low, high];

const isClear = ({ low, high }: Interval) => low > 0 || high < 0;

/** Whether chance would bring as much in about one of six pairs, not in one of forty: then it may be called probable. */
const isProbable = ({ mean, low, high }: Interval) =>
  mean > 0 ? low > -mean : mean < 0 && high < -mean;

/** What both measures say together: 0 where they disagree, or where neither says anything. */
function leaning({ right, loss }: Lead): number {
  if (right.mean * loss.mean < 0) return 0;
  return isProbable(right) || isProbable(loss) ? Math.sign(right.mean || loss.mean) : 0;
}

/** By what is clear: the blanks right, else the loss, else neither. */
function wordsOf(lead: Lead, { run, better, worse }: Called, size: ExamSize): VerdictWords {
  const { right, loss } = lead;
  const exam = `${counted(size.blanks, 'blank')} from ${counted(size.sentences, 'sentence')}`;
  if (isClear(right)) {
    const [near, far] = ends(right).map(perHundred);
    return {
      outcome: `${right.mean > 0 ? better : worse}:`,
      figures: `${rightInWords(right.mean)} (between ${near} and ${far}).`,
    };
  }
  const counts = rightInWords(right.mean);
  if (isClear(loss)) {
    const [near, far] = ends(loss).map((nats) => nats.toFixed(2));
    const isLower = loss.mean > 0;
    return {
      outcome: `${isLower ? better : worse}:`,
      figures:
        `with ${run} the model is ${isLower ? 'surer' : 'less sure'} of the right words. Its loss is ${Math.abs(loss.mean).toFixed(2)} nats ${isLower ? 'lower' : 'higher'} (between ${near} and ${far}). ` +
        `It had ${counts}${right.mean === 0 ? '' : `, but ${exam} are too few to be sure of that`}.`,
    };
  }
  const side = leaning(lead);
  if (side !== 0) {
    const nats = `a loss ${Math.abs(loss.mean).toFixed(2)} nats ${side > 0 ? 'lower' : 'higher'}`;
    return {
      outcome: `Probably ${side > 0 ? 'better' : 'worse'} with ${run}:`,
      figures: `${right.mean === 0 ? nats : counts}. But ${exam} are too few to be sure; a longer text would tell.`,
    };
  }
  return {
    outcome: 'No clear difference:',
    figures: `${counts} with ${run}. ${right.mean === 0 ? `A small difference would not show in ${exam}.` : `Luck may do as much in ${exam}.`}`,
  };
}

/** Of a run with a change, beside the run without it. */
export const verdictWords = (lead: Lead, present: string, size: ExamSize): VerdictWords =>
  wordsOf(
    lead,
    {
      run: present,
      better: `${upper(present)} did better here`,
      worse: `${upper(present)} did worse here`,
    },
    size,
  );

const PRETRAINING: Called = {
  run: 'pretraining',
  better: 'Pretraining helped here',
  worse: 'Pretraining did not help here',
};

/** By how much one sitting is ahead of another; blanks of one window (`groups`, [M]) are resampled together. */
export const leadOf = (sat: Sat, over: Sat, groups: Uint32Array): Lead => ({
  right: rightDifference(sat.right, over.right, groups),
  loss: pairedDifference(over.losses, sat.losses, groups),
});

type Begins = Pick<Settings, 'beginFrom'>;

/** Which of two runs began from a pretrained model, where the other began from nothing. */
export function pretrainedOf(earlier: Begins, present: Begins): 'earlier' | 'present' | undefined {
  const [before, now] = [earlier, present].map(({ beginFrom }) => beginFrom !== 'nothing');
  if (before === now) return undefined;
  return before ? 'earlier' : 'present';
}

/** What beginning from a pretrained model gave, of two runs that differ in nothing else. */
export const pretrainingVerdict = (lead: Lead, size: ExamSize): VerdictWords =>
  wordsOf(lead, PRETRAINING, size);
