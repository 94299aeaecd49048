import { assertNever } from '../../base/assert';
import { formatPercent } from '../../base/format';
import { HUB } from '../../config/hub';
import type { ModelOpening } from '../../store/playground/modelOpening';
import { useApp, useAppState } from '../app';
import { Dialog } from '../common/Dialog';
import { ProblemWords } from '../common/Note';
import { FileButtons } from './FileButtons';
import { HubField } from './HubField';
import { ModelFacts } from './ModelFacts';
import { ModelLists } from './ModelLists';
import styles from './OpenModelDialog.module.css';

function Stage({ opening }: { readonly opening: ModelOpening }) {
  switch (opening.stage) {
    case 'choosing':
      return (
        <>
          <p className={styles.lead}>
            A BERT that somebody published, or that you took away from here. Its guesses, its
            attention and its exam appear on this page, and it can go on learning from your text.
          </p>
          <FileButtons />
          {HUB !== '' && <HubField hub={HUB} />}
          <ModelLists />
        </>
      );
    case 'reading':
      return (
        <p role="status" className={styles.lead}>
          {opening.fraction === undefined
            ? `Reading ${opening.name || 'the files'}…`
            : `Loading ${opening.name}: ${formatPercent(opening.fraction)}`}
        </p>
      );
    case 'refused':
      return (
        <>
          <div role="alert" className={styles.refused}>
            <p>
              <ProblemWords problem={opening.problem} />
            </p>
            <p className="muted">Your text and your run are as they were.</p>
          </div>
          <FileButtons />
          {HUB !== '' && <HubField hub={HUB} />}
        </>
      );
    case 'opened':
      return <ModelFacts key={opening.model.id} model={opening.model} isKept={opening.isKept} />;
    default:
      return assertNever(opening);
  }
}

/** Asks for the files of a model, says what is wrong with them or what the model is, and begins a run from it. */
export default function OpenModelDialog() {
  const app = useApp();
  const opening = useAppState((s) => s.modelOpening);
  if (!opening) return null;
  return (
    <Dialog
      title={opening.stage === 'opened' ? opening.model.name : 'Open a model'}
      size="small"
      close={opening.stage === 'reading' ? 'Cancel' : 'Close'}
      onClose={app.models.close}
    >
      <Stage opening={opening} />
    </Dialog>
  );
}
