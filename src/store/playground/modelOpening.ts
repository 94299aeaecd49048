import type { Settings } from '../../config/settings';
import type { OpenedModel } from '../../protocol/models';
import type { Problem } from '../../protocol/problem';

/** Files that are being opened as a model, what came of it, or a dialog that waits for files. */
export type ModelOpening =
  | { readonly stage: 'choosing' }
  /** `fraction`: of a download, 0 to 1 */
  | { readonly stage: 'reading'; readonly name: string; readonly fraction?: number }
  | { readonly stage: 'opened'; readonly model: OpenedModel; readonly isKept: boolean }
  | { readonly stage: 'refused'; readonly problem: Problem };

/** The model that these settings name, where it was opened here. */
export const openedModel = (
  { models }: { readonly models: readonly OpenedModel[] | undefined },
  { openedModel: id }: Pick<Settings, 'openedModel'>,
): OpenedModel | undefined => (id === 0 ? undefined : models?.find((model) => model.id === id));
