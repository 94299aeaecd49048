import { formatCount } from '../../../base/format';
import { counted, isSome, listed } from '../../../base/words';
import { backendName } from '../../../config/choices';
import type { SettingKey } from '../../../config/settings';
import { settingLabel } from '../../settingTexts';
import { shown } from '../linkTexts';
import type { Figure, Match } from './compareCurves';
import type { NotRepeatable } from './repeat';
import type { Replay } from './replay';
import type { Unlike } from './unlike';

const settingNames = (keys: readonly SettingKey[]): string => {
  const names = keys.map((key) => `“${settingLabel(key)}”`);
  return isSome(names) ? listed(names) : '';
};

/** Why a link cannot repeat the run that is there. */
export function notRepeatable(why: NotRepeatable): string {
  switch (why.kind) {
    case 'none':
      return 'There is no run to repeat yet.';
    case 'model':
      return 'This run began from a model that was opened, and a link cannot carry one.';
    case 'byHand':
      return 'This run hides words that were chosen by hand, and a link does not say which.';
    case 'noLoss':
      return 'This run has no losses to compare with.';
    case 'changed':
      return `This run cannot be repeated: ${settingNames(why.keys)} changed while it trained.`;
  }
}

/** Said of a run that was opened again, where a link is made from it. */
export const RESUMED_NOTE =
  'This run was saved and came back. If it trained on another machine or backend before, its repetition differs in the last digits.';

/** "a run of 400 steps", "the first 150 steps of a run of 400" */
function runWords({ step, settings }: Replay): string {
  return step < settings.maxSteps
    ? `the first ${counted(step, 'step')} of a run of ${formatCount(settings.maxSteps)}`
    : `a run of ${counted(step, 'step')}`;
}

/** A loss in as many digits as show the difference of the two. */
function digitsFor({ sent, here }: Figure): number {
  const gap = Math.abs(sent - here);
  return Math.max(3, Math.ceil(-Math.log10(gap)) + 1);
}

function reason(unlike: Unlike): string {
  switch (unlike.kind) {
    case 'text':
      return 'The text is another one here.';
    case 'vocabulary':
      return 'The same text gave another vocabulary here.';
    case 'exam':
      return 'The exam asks other blanks here.';
    case 'link':
      return 'The settings in the link are not those of the sent run: they were changed since, or another version writes them in another way.';
    case 'settings':
      return `Other settings here: ${settingNames(unlike.keys)}.`;
    case 'changed':
      return `Changed in mid-run here: ${settingNames(unlike.keys)}.`;
    case 'backend':
      return `It ran on ${backendName(unlike.there)} there, and on ${backendName(unlike.here)} here. They round differently, and the difference grows with each step.`;
    case 'device':
      return 'It ran on another device there, which may round differently.';
    case 'resumedThere':
      return 'The sent run was opened again in between, perhaps on another device.';
    case 'resumedHere':
      return 'This run was opened again in between.';
    case 'version':
      return `The link was made by Cloze ${shown(unlike.there)}; this is ${unlike.here}.`;
  }
}

/** In plain digits: 0.00004, where a number would say 4e-5. */
const plain = (within: number): string =>
  within.toFixed(Math.min(9, Math.ceil(-Math.log10(within))));

/** While it trains without a count, so that a screen reader is told only of what changes. */
function matchWords(match: Match, isOver: boolean): string {
  const of = isOver && match.kind !== 'nothing' ? counted(match.figures, 'loss', 'losses') : '';
  switch (match.kind) {
    case 'nothing':
      return 'There is nothing to compare yet.';
    case 'equal':
      return isOver
        ? `The curve matched to the last digit sent: ${of}, of 7 digits each.`
        : 'So far the curve matches to the last digit sent.';
    case 'close':
      return isOver
        ? `The curve matched within ${plain(match.within)} nats, in ${of}.`
        : `So far the curve matches within ${plain(match.within)} nats.`;
    case 'apart': {
      const { of: curve, step, sent, here } = match.at;
      const digits = digitsFor(match.at);
      const loss = curve === 'train' ? 'training loss' : 'held-out loss';
      return `The curve ${isOver ? 'did' : 'does'} not match from step ${formatCount(step)} on: the ${loss} was ${sent.toFixed(digits)} there, and ${here.toFixed(digits)} here.`;
    }
  }
}

export interface ReplayTold {
  readonly what: string;
  /** Sentences */
  readonly why: readonly string[];
}

/** What there is to say of a run that a link repeats, before, during and after it. */
export function replayWords(
  replay: Replay,
  now: {
    /** The last step that this run has come to */
    readonly step: number;
    readonly match: Match;
    readonly unlike: readonly Unlike[];
  },
): ReplayTold {
  const { step, match } = now;
  const isOver = step >= replay.step;
  const isOther = now.unlike.some(({ kind }) => kind === 'text');
  if (isOther) {
    const of = `on a text of ${counted(replay.text.characters, 'character')}`;
    return {
      what: `This link repeats ${runWords(replay)} ${of}, which is not the one here.`,
      why: ['Open that text, then press Train to compare the curves.'],
    };
  }
  const why = now.unlike.map(reason);
  if (step === 0) {
    return {
      what: `This link repeats ${runWords(replay)}.`,
      why: [
        'Press Train: the page says whether the curve comes out the same. The rings in the chart are the held-out losses that were sent.',
        ...why,
      ],
    };
  }
  const what = matchWords(match, isOver);
  if (match.kind === 'equal' || match.kind === 'nothing') return { what, why: [] };
  const unknown = 'The page knows of nothing that is different here.';
  return { what, why: why.length > 0 ? why : [unknown] };
}
