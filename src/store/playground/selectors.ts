import { isAuto, knowsExam } from '../../config/auto';
import {
  RESET_KEYS,
  SETTING_KEYS,
  type SettingKey,
  type Settings,
  TEXT_KEYS,
} from '../../config/settings';
import type { EvalPoint } from '../../protocol/run';
import type { PlaygroundState, RunData } from './state';

/** What a run is trained with: the present settings, but for those that it could not take over. */
export const loadedSettings = (present: Settings, loaded: Settings): Settings => ({
  ...present,
  ...Object.fromEntries(RESET_KEYS.map((k) => [k, loaded[k]])),
});

/** What the run was trained with last: the present settings, as far as it has taken them over. */
export function trainedWith({
  run: { loaded, status, endedWith },
  settings,
}: Pick<PlaygroundState, 'run' | 'settings'>): Settings {
  const last = (status === 'done' && endedWith) || settings;
  return loadedSettings(last, loaded?.settings ?? last);
}

/** Whether the tokens at hand are those of the present text and settings. */
export function isCurrent({
  prepared,
  source,
  settings,
}: Pick<PlaygroundState, 'prepared' | 'source' | 'settings'>): boolean {
  return prepared?.source === source && TEXT_KEYS.every((k) => prepared.madeFor[k] === settings[k]);
}

type RunAndText = Pick<PlaygroundState, 'run' | 'settings' | 'source'>;
type Change = SettingKey | 'text';

/** What has changed since the run was loaded and takes effect only when it starts over. */
export function pendingChanges({
  run: { loaded },
  settings,
  source,
}: RunAndText): readonly (SettingKey | 'text')[] {
  if (!loaded) return [];
  const changed: (SettingKey | 'text')[] = RESET_KEYS.filter(
    (k) => loaded.settings[k] !== settings[k],
  );
  if (loaded.prepared.source !== source) changed.push('text');
  return changed;
}

/** Whether a text begins or ends as another does: then it is that one, edited. */
export function isEdited(before: string, after: string): boolean {
  const some = Math.min(before.length, after.length, 10);
  return (
    some > 0 &&
    (before.slice(0, some) === after.slice(0, some) || before.endsWith(after.slice(-some)))
  );
}

/** Whether the text shown is another than the run's, and not the same one edited or in another language. */
export const isOtherText = ({ run: { loaded }, source }: Omit<RunAndText, 'settings'>): boolean =>
  loaded !== undefined &&
  loaded.prepared.source !== source &&
  !isEdited(loaded.prepared.source.text, source.text);

/** The step that the run ends at. What Auto decides for another text is none of its business. */
export function lengthOf({ run, settings, source }: RunAndText): number {
  const { loaded, prolonged, step } = run;
  if (!loaded || loaded.prepared.source === source) return settings.maxSteps;
  return Math.max(step, prolonged?.to ?? loaded.settings.maxSteps);
}

/** Share of its sentences that the starter which a run began from had read, where that is enough to know the exam. */
export const starterRead = ({
  prepared,
  settings,
}: NonNullable<RunData['loaded']>): number | undefined =>
  settings.beginFrom === 'starter' && knowsExam(prepared.facts)
    ? prepared.facts.starter?.read
    : undefined;

/** Whether the model was taken back to an earlier step, and has not trained since. */
export const wentBack = ({ step, aside }: Pick<RunData, 'step' | 'aside'>): boolean =>
  aside !== undefined && aside > step;

/** The last step that the run has come to, wherever the model is now. */
export const lastStep = ({ step, aside }: Pick<RunData, 'step' | 'aside'>): number =>
  Math.max(step, aside ?? 0);

/** What the exam says of the model as it is: the newest sitting up to its step. */
export const presentExam = ({
  step,
  evals,
}: Pick<RunData, 'step' | 'evals'>): EvalPoint | undefined =>
  evals.findLast((point) => point.step <= step);

/** Settings that a run takes over while it trains, but for its length: more steps make it longer, not another run. */
const LIVE_KEYS = SETTING_KEYS.filter((k) => !RESET_KEYS.includes(k) && k !== 'maxSteps');

/**
 * Changes that the results on the page know nothing of: those that wait for a restart, and once the run has ended, those
 * that only more training would take over. None before the first step.
 */
export function unseenChanges(state: RunAndText): readonly (SettingKey | 'text')[] {
  const { status, step, endedWith } = state.run;
  if (step === 0 && status !== 'running') return [];
  const live = LIVE_KEYS.filter(
    (k) => status === 'done' && endedWith && endedWith[k] !== state.settings[k],
  );
  return [...pendingChanges(state), ...live];
}

/** Of such changes those that somebody made: what Auto changed in their wake goes without saying. */
export function toldChanges(
  changes: readonly Change[],
  auto: PlaygroundState['auto'],
): readonly Change[] {
  const made = changes.filter((k) => k === 'text' || !isAuto(k) || !auto.includes(k));
  return made.length > 0 ? made : changes;
}

/** What the last change of settings by hand changed besides, as long as that holds. */
export function changedBeside({
  alsoChanged,
  settings,
  source,
}: Pick<PlaygroundState, 'alsoChanged' | 'settings' | 'source'>) {
  const { keys, after } = alsoChanged ?? {};
  const holds = alsoChanged?.source === source && keys?.every((k) => after?.[k] === settings[k]);
  return holds ? alsoChanged : undefined;
}

/** Whether the run has taken all its steps, and Train would add more. */
export function isFinished(state: RunAndText): boolean {
  const { status } = state.run;
  const isOver = status === 'done' && lastStep(state.run) >= state.settings.maxSteps;
  return isOver && pendingChanges(state).length === 0;
}

/** A run takes this many steps at most. */
const MAX_STEPS = 1_000_000;

/** How many steps in all a finished run has once Train has added as many as it was loaded with. */
export const prolongedSteps = ({
  run,
  settings,
}: Pick<PlaygroundState, 'run' | 'settings'>): number =>
  Math.min(MAX_STEPS, run.step + (run.loaded?.settings.maxSteps ?? settings.maxSteps));

/** Whether Train has to wait for a text that is being opened. A run that can go on does not wait. */
export function awaitsText(state: RunAndText & Pick<PlaygroundState, 'opening'>): boolean {
  const { opening, run } = state;
  return opening !== undefined && (run.step === 0 || pendingChanges(state).length > 0);
}

/** Whether the run has taken steps that no kept run has. */
export const isUnkept = ({ run }: Pick<PlaygroundState, 'run'>): boolean =>
  run.step > 0 && run.kept?.step !== run.step;
