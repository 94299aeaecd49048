import { SETTING_KEYS, type Settings } from '../../../config/settings';
import type { Source } from '../../../protocol/texts';
import { vocabularyId, wholeExamId } from '../../../tokenizer/vocabularyId';
import { toldApart } from '../../library/runName';
import { settingInShort } from '../../settingTexts';
import type { PlaygroundState, RunData } from '../state';
import type { EarlierRun, RunNames } from './state';

type State = Pick<PlaygroundState, 'run' | 'again'>;

/** Whether two sources are one text, also where it was opened again. */
const isSameText = (a: Source, b: Source) =>
  a === b ||
  (a.characters === b.characters &&
    a.grammar === b.grammar &&
    a.language === b.language &&
    a.stored?.key === b.stored?.key &&
    a.text === b.text);

/** The run that was put aside; with another text it waits unseen, until its text is there again. */
export function earlierOf({ run, again }: State): EarlierRun | undefined {
  const { earlier } = again;
  if (!earlier || !run.loaded) return undefined;
  return isSameText(earlier.source, run.loaded.prepared.source) ? earlier : undefined;
}

/** All settings in which two runs differ, in short: also those that no name of a kept run has. */
const allDifferences = (settings: Settings, other: Settings): string[] =>
  SETTING_KEYS.filter((key) => settings[key] !== other[key]).map((key) =>
    settingInShort(key, settings),
  );

/**
 * What two runs are called beside each other: by what differs.
 *
 * @param present the settings of the present run
 */
export function namesOf(present: Settings, { saved, changes, names }: EarlierRun): RunNames {
  const keys = SETTING_KEYS.filter((key) => key in changes);
  if (names && keys.every((key) => changes[key] === present[key])) return names;
  const called = (settings: Settings, other: Settings) => {
    const usual = toldApart(settings, [other]);
    return (usual.length > 0 ? usual : allDifferences(settings, other)).join(', ');
  };
  const found = {
    earlier: called(saved.settings, present),
    present: called(present, saved.settings),
  };
  // A seed that names one names both; only a run repeated as it was has no difference at all.
  return found.present === '' ? { earlier: 'the run before', present: 'this run' } : found;
}

/** Whether the present run sits another exam than the earlier one did: then their results cannot be compared. */
export function isOtherExam(
  { facts, loaded }: Pick<RunData, 'facts' | 'loaded'>,
  { saved }: EarlierRun,
): boolean {
  if (!facts || !loaded) return false; // nobody knows yet
  return wholeExamId(facts.examId, loaded.prepared.vocabulary) !== saved.exam.id;
}

/** Whether the same words have the same ids in both runs, so that both can read one sentence. */
export function isSameVocabulary({ run }: Pick<State, 'run'>, { saved }: EarlierRun): boolean {
  const vocabulary = run.loaded?.prepared.vocabulary;
  return vocabulary !== undefined && vocabularyId(vocabulary) === vocabularyId(saved.vocabulary);
}
