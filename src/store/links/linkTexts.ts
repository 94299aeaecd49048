import { formatCount } from '../../base/format';
import { countedFirst, shortened } from '../../base/words';
import { isAuto } from '../../config/auto';
import { choicesOf } from '../../config/choices';
import { BUDGETS } from '../../config/experiments';
import { settingRange } from '../../config/fieldError';
import type { OtherKey } from '../../config/hash';
import {
  DEFAULT_SETTINGS,
  isChoice,
  type SettingKey,
  type Settings,
  SHARE_KEYS,
} from '../../config/settings';
import { MOST_OWN_TEXTS } from '../../config/textLimits';
import { NO_EXPERIMENTS } from '../experiments/state';
import { isText } from '../playground/savedText';
import type { PlaygroundState } from '../playground/state';
import { settingLabel, settingValue } from '../settingTexts';
import type { Link, LinkProblem } from './readLink';
import { sentComplaint } from './sent/problems';

/** A part of a link, made fit to be shown: one short line. */
export function shown(raw: string): string {
  const line = raw.replace(/[\p{C}\s]+/gu, ' ').trim();
  if (line === '') return 'empty';
  return shortened(line);
}

const SCOPES = { all: 'all blanks', telling: 'blanks where the side matters' } as const;

/** What a value is called in a sentence, where the label would not do. */
const NOUNS: Readonly<Partial<Record<SettingKey | OtherKey, string>>> = {
  numHiddenLayers: 'number of layers',
  numAttentionHeads: 'number of heads',
  maxSteps: 'number of steps',
  workers: 'number of WASM workers',
  tokenizer: 'choice of tokens',
  vocabSize: 'vocabulary size',
  maskStrategy: 'masking strategy',
  maskReplaceProb: 'share of hidden tokens',
  randomReplaceProb: 'share of swapped tokens',
  dupeFactor: 'number of sets of masks',
  part: 'part of the page',
  use: 'use',
  text: 'text',
  lesson: 'lesson',
  own: 'text in it',
  replay: 'run to repeat',
  language: 'language',
  steps: 'number of steps in Experiments',
  exam: 'choice of exam blanks',
};

function noun(key: SettingKey | OtherKey): string {
  const own = NOUNS[key];
  if (own) return own;
  const label = settingLabel(key as SettingKey);
  return typeof DEFAULT_SETTINGS[key as SettingKey] === 'boolean'
    ? `switch “${label}”`
    : label.toLowerCase();
}

/** A setting as its control shows it. */
function value(key: SettingKey, settings: Settings): string {
  if (key === 'dupeFactor' && settings.dupeFactor === 0) return '0, fresh masks in each epoch';
  if (isChoice(key)) return choicesOf(key).find(([id]) => id === settings[key])![1];
  if (typeof settings[key] === 'boolean') return settings[key] ? 'on' : 'off';
  return settingValue(key, settings);
}

function range(key: SettingKey): string {
  if (isChoice(key)) {
    const names = choicesOf(key).map(([, name]) => name);
    return `Possible values: ${names.join('; ')}.`;
  }
  if (SHARE_KEYS.includes(key)) return 'Possible values: 0 to 1, or 0 % to 100 %.';
  const numbers = settingRange(key);
  return numbers ? `It can be ${numbers}.` : 'Possible values: on, off.';
}

/** “This link has an invalid mask ratio (7); using 15 %.”, and what is possible. */
function invalid(what: string, raw: string, instead: string, possible: string): string {
  return `This link has an invalid ${what} (${shown(raw)}); using ${instead}. ${possible}`;
}

/** Says that a text, part or language that a link asks for does not exist. */
export const notThere = (what: string, raw: string, instead: string): string =>
  raw.trim() === ''
    ? `This link names no ${what}; ${instead}.`
    : `This link asks for a ${what} “${shown(raw)}” that Cloze does not have; ${instead}.`;

/** Why a part of a link cannot be used, in words for the page. */
export function complaint(problem: LinkProblem): string {
  switch (problem.kind) {
    case 'part':
      return notThere('part', problem.raw, 'showing the Playground instead');
    case 'lesson':
      return notThere('lesson', problem.raw, 'press Show me how to choose one');
    case 'language':
      return notThere('language', problem.raw, 'Experiments keeps its current one');
    case 'budget': {
      const possible = `Possible values: ${BUDGETS.map(formatCount).join(', ')}.`;
      const usual = formatCount(NO_EXPERIMENTS.maxSteps);
      return invalid('number of steps in Experiments', problem.raw, usual, possible);
    }
    case 'scope': {
      const possible = `Possible values: ${Object.values(SCOPES).join(', ')}.`;
      return invalid('choice of exam blanks', problem.raw, SCOPES[NO_EXPERIMENTS.scope], possible);
    }
    case 'own':
    case 'replay':
      return sentComplaint(problem);
    case 'unknown': {
      if (problem.name.trim() === '') {
        return `This link has a value (${shown(problem.raw)}) without the name of a setting.`;
      }
      const name = shown(problem.name);
      return problem.raw === ''
        ? `This link says “${name}”, which Cloze does not understand.`
        : `This link has a setting “${name}” that Cloze does not know.`;
    }
    case 'invalid': {
      const { key, raw } = problem;
      const instead = isAuto(key) ? 'what suits the text' : value(key, DEFAULT_SETTINGS);
      return invalid(noun(key), raw, instead, range(key));
    }
    case 'twice':
      return `This link has two values for the ${noun(problem.key)}; using the last one.`;
    case 'starter':
      return 'This link begins from the starter with a size or with tokens that the starter does not have; leaving to Auto what a run begins from.';
    case 'opened':
      return 'This link begins from a model that was opened on another page, or on an earlier visit. A link cannot carry one: choose it again under Begin from, or open it again.';
    case 'pair': {
      const [first, second] = problem.keys;
      const of = (settings: Settings) => [value(first, settings), value(second, settings)] as const;
      const [a, b] = of(problem.values);
      const usual = of(DEFAULT_SETTINGS).join(' and ');
      return first === 'hiddenSize'
        ? `This link has a hidden size (${a}) that is not a multiple of its number of heads (${b}); using ${usual}.`
        : `This link hides ${a} of the chosen tokens and swaps ${b}, together more than 100 %; using ${usual}.`;
    }
  }
}

/** A link cannot carry the words that somebody has chosen. */
const NO_WORDS =
  'This link hides words chosen by hand, but it cannot say which ones. Click words under Masked to choose them.';

/** Said where a text of a link would be one too many. */
const NO_ROOM = `The text in this link was not opened: there are ${MOST_OWN_TEXTS} texts of your own, which is the most that are kept. Delete one in the Library, and open the link again.`;

/** More is wrong only with what is no link of Cloze's at all. */
const MOST_COMPLAINTS = 20;

type Shown = Pick<PlaygroundState, 'source' | 'settings' | 'byHand' | 'own'>;

/** All that a link asked for and that the page, now that it shows its text, does not do. */
export function complaintsOf(
  { missingText: missing, problems, sent }: Pick<Link, 'missingText' | 'problems' | 'sent'>,
  { source, settings, byHand, own }: Shown,
): readonly string[] {
  const noText =
    missing === undefined ? [] : [notThere('text', missing, `showing “${source.name}” instead`)];
  const noWords = settings.maskStrategy === 'hand' && byHand.size === 0 ? [NO_WORDS] : [];
  const isNew = (sent?.grammar ?? sent?.whole) !== undefined;
  const isThere = sent !== undefined && [source, ...own].some((one) => isText(one, sent));
  const noRoom = isNew && !isThere && own.length >= MOST_OWN_TEXTS ? [NO_ROOM] : [];
  const told = [...new Set(problems.slice(0, MOST_COMPLAINTS).map(complaint))];
  const left = problems.length - MOST_COMPLAINTS;
  const more = left > 0 ? [`${countedFirst(left, 'other part')} of this link cannot be used.`] : [];
  return [...noText, ...noRoom, ...told, ...more, ...noWords];
}
