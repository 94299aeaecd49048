import { formatCount } from '../../base/format';
import { parameterCount, trainingBytes } from '../../config/size';
import { useAppState } from '../app';
import { Term } from '../glossary/Term';
import { formatBytes } from './formatBytes';
import styles from './Model.module.css';
import { useVocabSize } from './useVocabSize';

/** Parameter count and memory, which follow the settings. */
export function ModelCost() {
  const settings = useAppState((s) => s.settings);
  const vocabSize = useVocabSize();
  return (
    <p className={styles.cost}>
      An <Term id="encoder">encoder</Term> of{' '}
      <strong>{formatCount(parameterCount(settings, vocabSize))}</strong>{' '}
      <Term id="parameter">parameters</Term> · about{' '}
      <strong>{formatBytes(trainingBytes(settings, vocabSize))}</strong> while training
    </p>
  );
}
