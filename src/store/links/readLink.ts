import { AUTO_KEYS, type AutoKey } from '../../config/auto';
import { type HashProblem, readHash } from '../../config/hash';
import { LESSON_IDS, type LessonId } from '../../config/lessons';
import { DEFAULT_SETTINGS, type Settings } from '../../config/settings';
import { builtInTexts } from '../../corpus/builtInTexts';
import { languages } from '../../grammar/languages';
import type { SavedText } from '../../storage/keptRun';
import {
  type ExperimentsProblem,
  type ExperimentsShown,
  isMeant,
  readExperiments,
} from '../experiments/experimentsAddress';
import { PARTS, type Part } from '../page';
import type { SentProblem } from './sent/problems';
import type { Replay } from './sent/replay';

/** What of a link cannot be used; `linkTexts.ts` has the words. */
export type LinkProblem =
  | HashProblem
  | ExperimentsProblem
  | { readonly kind: 'part' | 'lesson'; readonly raw: string }
  | SentProblem;

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
  /** What is packed in it, as written: somebody's own text, and a run to repeat */
  readonly packed: { readonly own?: string | undefined; readonly replay?: string | undefined };
  /** The text that was packed in it, or that the run is of */
  readonly sent?: SavedText | undefined;
  /** The run that it repeats */
  readonly replay?: Replay | undefined;
  readonly part: Part;
  /** A use that it shows, whether or not there is one of that name */
  readonly use: string | undefined;
  /** A lesson that it opens */
  readonly lesson: LessonId | undefined;
  /** What it says about Experiments */
  readonly experiments: Partial<ExperimentsShown>;
  readonly problems: readonly LinkProblem[];
}

/** Reads a link's hash. Never throws: the problems say what is wrong. `sent/unpack.ts` reads what is packed in it. */
export function readLink(hash: string): Link {
  const { given, other, problems } = readHash(hash);
  const experiments = readExperiments(other);
  const { text: asked, part: wanted, lesson: taught, own, replay } = other;
  const text =
    asked === undefined
      ? undefined
      : [...builtInTexts, ...languages].find((one) => isMeant(one, asked))?.id;
  const part = PARTS.find((name) => name === wanted?.trim().toLowerCase());
  const lesson = LESSON_IDS.find((id) => id === taught?.trim().toLowerCase());
  return {
    given,
    settings: { ...DEFAULT_SETTINGS, ...given },
    auto: AUTO_KEYS.filter((key) => !(key in given)),
    isPlaceOnly:
      Object.keys(given).length === 0 &&
      problems.length === 0 &&
      (text ?? own ?? replay) === undefined,
    text,
    missingText: text === undefined ? asked : undefined,
    packed: { own, replay },
    part: part ?? 'playground',
    use: other.use,
    lesson,
    experiments: experiments.shown,
    problems: [
      ...(wanted === undefined || part ? [] : [{ kind: 'part', raw: wanted } as const]),
      ...(taught === undefined || lesson ? [] : [{ kind: 'lesson', raw: taught } as const]),
      ...problems,
      ...experiments.problems,
    ],
  };
}
