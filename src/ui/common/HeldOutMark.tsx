import { Term } from '../glossary/Term';
import styles from './HeldOutMark.module.css';

/**
 * What it means that a sentence is held out.
 *
 * @param isApart whether sentences that are like it are held out too
 */
export const heldOutMeans = (isApart: boolean): string =>
  isApart
    ? 'The model never trains on this sentence: the exam asks it.'
    : 'The exam asks this sentence. The model does not train on it, but may train on similar ones.';

interface Props {
  readonly isApart: boolean;
  /** Whether it explains itself as a word of the glossary: where the words first stand */
  readonly isTerm?: boolean;
}

/** A quiet label at a sentence that is held out. */
export function HeldOutMark({ isApart, isTerm = false }: Props) {
  return (
    <span
      lang="en"
      dir="ltr"
      className={styles.mark}
      title={isTerm ? undefined : heldOutMeans(isApart)}
    >
      {isTerm ? <Term id="heldOut">held out</Term> : 'held out'}
    </span>
  );
}
