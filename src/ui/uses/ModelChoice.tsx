import type { UseAbout } from '../../protocol/uses';
import { modelChoices } from '../../store/uses/models';
import type { ModelKey } from '../../store/uses/state';
import { useAppState } from '../app';
import { Choice } from '../common/Choice';
import { useSession, useUse } from './session';

/** The models that can be asked about this use. */
export function useModelChoices(use: UseAbout) {
  const { here } = useUse(use, 'here');
  const [run, library] = [useAppState((s) => s.run), useAppState((s) => s.library)];
  const models = useAppState((s) => s.models);
  return modelChoices(
    { run, library, models },
    { takesAnyModel: use.takesAnyModel, isHere: here?.isThere === true },
  );
}

interface Props {
  readonly use: UseAbout;
  readonly choices: ReturnType<typeof modelChoices>;
}

/** Which model answers. */
export function ModelChoice({ use, choices }: Props) {
  const session = useSession();
  const { model } = useUse(use, 'model');
  return (
    <Choice<ModelKey>
      label="Model"
      value={model}
      options={choices}
      onChoose={(key) => void session.setModel(use.id, key)}
    />
  );
}
