import { AUTO_KEYS, type AutoKey } from '../../config/auto';
import { readHash } from '../../config/hash';
import { LESSON_IDS, type LessonId } from '../../config/lessons';
import { DEFAULT_SETTINGS, type Settings } from '../../config/settings';
import { builtInTexts } from '../../corpus/builtInTexts';
import { languages } from '../../grammar/languages';
import { type ExperimentsShown, isMeant, readExperiments } from '../experiments/experimentsAddress';
import { PARTS, type Part } from '../page';
import { complaint, notThere } from './linkTexts';

/** What a link asks the page to show. */
export interface Link {
  /** The settings that it names */
  readonly given: Partial<Settings>;
  /** All settings: those that it does not name are the usual ones */
  readonly settings: Settings;
  /** Those that it leaves to the text */
  readonly auto: readonly AutoKey[];
  /** Whether it names no text and no setting, not even a wrong one: then it says only which part to show */
  readonly isPlaceOnly: boolean;
  /** Id of a built-in text or language; undefined if it names none that exists */
  readonly text: string | undefined;
  /** A text that it names and that does not exist */
  readonly missingText: string | undefined;
  readonly part: Part;
  /** A use that it shows, whether or not there is one of that name */
  readonly use: string | undefined;
  /** A lesson that it opens */
  readonly lesson: LessonId | undefined;
  /** What it says about Experiments */
  readonly experiments: Partial<ExperimentsShown>;
  /** What is wrong with it, a sentence or two each */
  readonly complaints: readonly string[];
}

/** Reads a link's hash. Never throws: the complaints say what is wrong. */
export function readLink(hash: string): Link {
  const { given, other, problems } = readHash(hash);
  const experiments = readExperiments(other);
  const { text: asked, part: wanted, lesson: taught } = other;
  const text =
    asked === undefined
      ? undefined
      : [...builtInTexts, ...languages].find((one) => isMeant(one, asked))?.id;
  const part = PARTS.find((name) => name === wanted?.trim().toLowerCase());
  const noPart =
    wanted === undefined || part
      ? []
      : [notThere('part', wanted, 'showing the Playground instead')];
  const lesson = LESSON_IDS.find((id) => id === taught?.trim().toLowerCase());
  const noLesson =
    taught === undefined || lesson
      ? []
      : [notThere('lesson', taught, 'press Show me how to choose one')];
  return {
    given,
    settings: { ...DEFAULT_SETTINGS, ...given },
    auto: AUTO_KEYS.filter((key) => !(key in given)),
    isPlaceOnly: Object.keys(given).length === 0 && problems.length === 0 && text === undefined,
    text,
    missingText: text === undefined ? asked : undefined,
    part: part ?? 'playground',
    use: other.use,
    lesson,
    experiments: experiments.shown,
    complaints: [...noPart, ...noLesson, ...problems.map(complaint), ...experiments.complaints],
  };
}

/** Said once it is known which text is shown. */
export const noSuchText = (asked: string, instead: string) =>
  notThere('text', asked, `showing “${instead}” instead`);

/** A link cannot carry the words that somebody has chosen. */
export const NO_WORDS =
  'This link hides words chosen by hand, but it cannot say which ones. Click words under Masked to choose them.';
