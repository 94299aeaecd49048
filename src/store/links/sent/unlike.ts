import type { SettingKey } from '../../../config/settings';
import type { Source } from '../../../protocol/texts';
import { textHash } from '../../../storage/textHash';
import type { Vocabulary } from '../../../tokenizer/vocabulary';
import { vocabularyId } from '../../../tokenizer/vocabularyId';
import type { PlaygroundState } from '../../playground/state';
import { settingsOfRun } from './repeat';
import { COMPARED, type Replay, settingsCheck } from './replay';
import { VERSION } from './version';

/** What may explain that this run's curve is another than the sent one's. */
export type Unlike =
  | {
      readonly kind:
        | 'text'
        | 'vocabulary'
        | 'exam'
        | 'link'
        | 'device'
        | 'resumedThere'
        | 'resumedHere';
    }
  | { readonly kind: 'settings' | 'changed'; readonly keys: readonly SettingKey[] }
  | { readonly kind: 'backend' | 'version'; readonly there: string; readonly here: string };

/** Remembers an answer as long as what it is about: the page asks at each change of its state. */
function remembered<K extends object, V>(answer: (about: K) => V): (about: K) => V {
  const known = new WeakMap<K, V>();
  return (about) => {
    const value = known.get(about) ?? answer(about);
    known.set(about, value);
    return value;
  };
}
const hashOf = remembered((source: Source) => textHash(source.text));
const idOf = remembered((vocabulary: Vocabulary) => vocabularyId(vocabulary));

type State = Pick<PlaygroundState, 'run' | 'settings' | 'source'>;

/** Whether the run, or the text that waits for one, is that of the link. */
export function isItsText({ text }: Replay, { run, source }: Omit<State, 'settings'>): boolean {
  const here = run.step > 0 && run.loaded ? run.loaded.prepared.source : source;
  return here.characters === text.characters && hashOf(here) === text.hash;
}

/** All that the page knows to be unlike in the two runs, what matters most first. */
export function unlike(replay: Replay, state: State): readonly Unlike[] {
  const { run } = state;
  const { loaded, facts, backend } = run;
  const all: Unlike[] = [];
  if (!isItsText(replay, state)) all.push({ kind: 'text' });
  else if (loaded && idOf(loaded.prepared.vocabulary) !== replay.vocabulary) {
    all.push({ kind: 'vocabulary' });
  } else if (facts && facts.examId !== replay.exam) all.push({ kind: 'exam' });
  if (settingsCheck(replay.settings) !== replay.check) all.push({ kind: 'link' });
  const settings = settingsOfRun(state);
  const keys = COMPARED.filter((key) => settings[key] !== replay.settings[key]);
  if (keys.length > 0) all.push({ kind: 'settings', keys });
  if (run.changed.length > 0) all.push({ kind: 'changed', keys: run.changed });
  if (backend && backend.backend !== replay.backend) {
    all.push({ kind: 'backend', there: replay.backend, here: backend.backend });
  } else if (backend && textHash(backend.device) !== replay.device) all.push({ kind: 'device' });
  if (replay.resumed) all.push({ kind: 'resumedThere' });
  if (run.examBefore !== undefined) all.push({ kind: 'resumedHere' });
  if (replay.version !== VERSION) {
    all.push({ kind: 'version', there: replay.version, here: VERSION });
  }
  return all;
}
