import { DEFAULT_SETTINGS } from '../../config/settings';
import type { TrainerRequest } from '../../protocol/trainer';
import { SPECIAL_TOKENS } from '../../tokenizer/vocabulary';
import { type AppState, createApp } from '../app';
import type { ComparedRun } from './compare';
import { momentsOf } from './recordings';
import { testView } from './testView';
import { createWatchActions, forgetSeen, shownView } from './watch';

const WORDS = ['the', 'cat', 'sat', 'mat'];
export const TOKENS = [...SPECIAL_TOKENS, ...WORDS];
export const VOCABULARY = { tokens: TOKENS, doLowerCase: true, stripAccents: false };
export const settings = { ...DEFAULT_SETTINGS, numHiddenLayers: 1, numAttentionHeads: 2 };

export const SAVED: ComparedRun = {
  ...{ id: 'a', name: 'Run A', settings, vocabulary: [...TOKENS] },
  parameters: Float32Array.of(1, 2, 3),
};

/** A model that is ready, over a trainer that only notes what it is asked. */
export function testWatch() {
  const { store } = createApp();
  const asked: TrainerRequest[] = [];
  const trainer = { post: (request: TrainerRequest) => asked.push(request), terminate: () => {} };
  const watch = createWatchActions(store, trainer, () => () => {});
  const load = (of = settings, vocabulary = VOCABULARY) =>
    store.setState((s) => ({
      run: {
        ...s.run,
        runId: s.run.runId + 1,
        status: 'ready',
        loaded: { prepared: { source: {}, vocabulary, cut: { candidates: [] } }, settings: of },
        facts: {},
      } as unknown as AppState['run'],
      watch: forgetSeen(s.watch),
    }));
  load();
  const last = <T extends TrainerRequest['type']>(type: T) =>
    asked.findLast((r): r is Extract<TrainerRequest, { type: T }> => r.type === type);
  const lookId = () => last('look')!.look.requestId;
  /** The trainer sends a view of the present sentence. */
  const see = (step: number, recorded = true, requestId = lookId()) =>
    watch.onView(testView(step, { recorded, requestId }));
  const state = () => store.getState().watch;
  const kept = () => state().views.map((v) => v.step);
  const moments = () => momentsOf(state()).map((v) => v.step);
  const shown = () => shownView(state())?.step;
  const status = (now: AppState['run']['status']) =>
    store.setState((s) => ({ run: { ...s.run, status: now } }));
  watch.fill('cat [MASK]');
  return { watch, store, asked, load, last, lookId, see, state, kept, moments, shown, status };
}

export type TestWatch = ReturnType<typeof testWatch>;
