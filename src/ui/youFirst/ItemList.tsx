import type { ReactNode } from 'react';
import { formatPercent } from '../../base/format';
import { whyNotTaken } from '../../store/playground/youFirst/report';
import type { ModelSitting, YouFirst } from '../../store/playground/youFirst/state';
import { hiddenWord } from '../../store/playground/youFirst/words';
import { useApp } from '../app';
import { sentenceLook } from '../common/textLook';
import styles from './ItemList.module.css';

/** A word with a mark that says whether it is right, by its form and not by colour alone. */
function Said({ isRight, children }: { readonly isRight: boolean; readonly children: ReactNode }) {
  return (
    <span data-right={isRight} className={styles.said}>
      <span aria-hidden="true">{isRight ? '✓' : '✗'}</span> {children}
      <span className="visually-hidden">{isRight ? ', right' : ', wrong'}</span>
    </span>
  );
}

interface ItemProps {
  readonly exam: YouFirst;
  readonly index: number;
  readonly last: ModelSitting | undefined;
}

/** What both said for one blank. */
export function Answers({ exam, index, last }: ItemProps) {
  const item = exam.items[index]!;
  const word = exam.words[index] ?? '';
  const guess = last?.guesses[index];
  const { lang } = sentenceLook(exam.of, item.sentence.text);
  return (
    <>
      <span className={styles.answer}>
        <span className={styles.who}>you</span>{' '}
        <Said isRight={exam.right[index] === true}>
          {word === '' ? 'no guess' : <bdi lang={lang}>{word}</bdi>}
        </Said>
      </span>
      {guess && (
        <span className={styles.answer}>
          <span className={styles.who}>model</span>{' '}
          <Said isRight={guess.isRight}>
            <bdi lang={lang}>{guess.word}</bdi>{' '}
            {guess.probability < 0.005 ? 'under 1 %' : formatPercent(guess.probability)}
          </Said>
        </span>
      )}
    </>
  );
}

/** All sentences with the words that were hidden. A click on one shows it in the specimen. */
export function ItemList({ exam, last }: Pick<ItemProps, 'exam' | 'last'>) {
  const app = useApp();
  return (
    <ol aria-label="The blanks" className={styles.list}>
      {exam.items.map((item, i) => {
        const { text, starts } = item.sentence;
        const begin = starts[item.blanks[0]!]!;
        const word = hiddenWord(item);
        const why = whyNotTaken(exam.words[i] ?? '', item, exam.of.vocabulary);
        return (
          <li key={item.sentence.index}>
            <button
              type="button"
              className={styles.item}
              title="Show it in the specimen"
              onClick={() => app.youFirst.show(i)}
            >
              <span className={styles.sentence} {...sentenceLook(exam.of, text)}>
                {text.slice(0, begin)}
                <strong>{word}</strong>
                {text.slice(begin + word.length)}
              </span>
              <Answers exam={exam} index={i} last={last} />
            </button>
            {why && <p className={`small-print ${styles.why}`}>{why}</p>}
          </li>
        );
      })}
    </ol>
  );
}
