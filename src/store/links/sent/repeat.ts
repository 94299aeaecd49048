import { writeHash } from '../../../config/hash';
import type { SettingKey, Settings } from '../../../config/settings';
import type { Source } from '../../../protocol/texts';
import { textHash } from '../../../storage/textHash';
import { vocabularyId } from '../../../tokenizer/vocabularyId';
import { lastStep, loadedSettings } from '../../playground/selectors';
import type { PlaygroundState } from '../../playground/state';
import { packRun, settingsCheck } from './replay';
import { sentCurves } from './sentCurve';
import { VERSION } from './version';

/** Why a link cannot repeat the present run. */
export type NotRepeatable =
  | { readonly kind: 'none' | 'model' | 'byHand' | 'noLoss' }
  /** Settings changed in mid-run */
  | { readonly kind: 'changed'; readonly keys: readonly SettingKey[] };

export interface Repeatable {
  readonly kind: 'run';
  /** Of the link, without the text */
  readonly hash: string;
  /** Its text, which may not be the one shown any more */
  readonly source: Source;
  /** Steps taken */
  readonly step: number;
  /** Whether it was opened again after it was kept: what it ran on before is not known */
  readonly isResumed: boolean;
}

type State = Pick<PlaygroundState, 'run' | 'settings'>;

/** The settings of the run's last step. */
export function settingsOfRun({ run, settings }: State): Settings {
  const last = run.status === 'running' ? settings : (run.endedWith ?? settings);
  return loadedSettings(last, run.loaded?.settings ?? last);
}

/** WASM workers that a run has: gradients are added up in another order with another number. */
const workersOf = (device: string): number => Number(/, (\d+) workers?/.exec(device)?.[1] ?? 0);

/** A link that repeats the present run, with everything that is left to Auto spelled out; or why there is none. */
export function repeatOf(state: State): Repeatable | NotRepeatable {
  const { run } = state;
  const { loaded, facts, backend, changed } = run;
  const step = lastStep(run);
  if (!loaded || !facts || !backend || step === 0) return { kind: 'none' };
  const settings = settingsOfRun(state);
  if (settings.beginFrom === 'opened' || settings.tokenizer === 'model') return { kind: 'model' };
  if (settings.maskStrategy === 'hand') return { kind: 'byHand' };
  if (changed.length > 0) return { kind: 'changed', keys: changed };
  const curves = sentCurves(run, settings.maxSteps);
  if (curves.train.length + curves.evals.length === 0) return { kind: 'noLoss' };
  const { source, vocabulary } = loaded.prepared;
  const isResumed = run.examBefore !== undefined;
  const replay = packRun({
    ...{ version: VERSION, step, backend: backend.backend, device: textHash(backend.device) },
    ...(isResumed && { resumed: true }),
    text: {
      ...{ characters: source.characters, hash: textHash(source.text) },
      ...(source.language !== undefined && { language: source.language }),
    },
    ...{ check: settingsCheck(settings), vocabulary: vocabularyId(vocabulary) },
    exam: facts.examId,
    ...curves,
  });
  // The receiver may not have the backend, and takes it where it is there.
  const workers = backend.backend === 'wasm' ? workersOf(backend.device) : settings.workers;
  const other = source.builtIn === undefined ? {} : { text: source.builtIn };
  const hash = writeHash({ ...settings, backend: 'auto', workers }, other, []);
  return { kind: 'run', hash: `${hash}&replay=${replay}`, source, step, isResumed };
}
