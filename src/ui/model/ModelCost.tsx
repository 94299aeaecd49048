import { formatCount } from '../../base/format';
import { parameterCount, trainingBytes } from '../../config/size';
import { useAppState } from '../app';
import { formatBytes } from './formatBytes';
import styles from './Model.module.css';
import { useVocabSize } from './useVocabSize';

/** Parameters and memory, live with the settings. */
export function ModelCost() {
  const settings = useAppState((s) => s.settings);
  const vocabSize = useVocabSize();
  return (
    <p className={styles.cost}>
      <span className="mono">{formatCount(parameterCount(settings, vocabSize))}</span> parameters ·
      about <span className="mono">{formatBytes(trainingBytes(settings, vocabSize))}</span> while
      training
    </p>
  );
}
