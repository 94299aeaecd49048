import { writeHash } from '../../config/hash';
import { writeExperiments } from '../experiments/experimentsAddress';
import type { ExperimentsSlice } from '../experiments/state';
import type { LessonsSlice } from '../lessons/state';
import type { PageState, Part } from '../page';
import type { PlaygroundState } from '../playground/state';
import type { LinkSlice } from './state';

/** The hash of a link to what is shown, or to another part of the page with the same settings. */
export function addressHash(
  state: Pick<PlaygroundState, 'settings' | 'auto' | 'source'> &
    ExperimentsSlice &
    LessonsSlice &
    LinkSlice &
    PageState,
  part: Part = state.part,
): string {
  const { settings, auto, source, experiments, lessons, use, link } = state;
  // A lesson sets the page up itself.
  if (lessons.open && part === state.part)
    return new URLSearchParams({ lesson: lessons.open.id }).toString();
  const other = {
    ...(part !== 'playground' && { part }),
    ...(part === 'uses' && use !== undefined && { use }),
    ...(part === 'experiments' && writeExperiments(experiments)),
    ...(source.builtIn !== undefined && { text: source.builtIn }),
  };
  const hash = writeHash(settings, other, auto);
  // So that the run can still be compared after the page was loaded anew.
  return link.replay ? `${hash}&replay=${link.replay.raw}` : hash;
}

/** Whether the page shows its first text yet: until it does, the address knows more than the page. */
export const knowsItsText = ({ source, textProblem }: PlaygroundState): boolean =>
  source.name !== '' || textProblem !== undefined;

/** The page as it is to be shared: its own run is not the one that a link had it repeat. */
export const withoutReplay = <S extends LinkSlice>(state: S): S => ({
  ...state,
  link: { ...state.link, replay: undefined },
});
