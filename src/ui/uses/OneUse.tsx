import { useEffect } from 'react';
import type { UseAbout } from '../../protocol/uses';
import { Answered } from './Answered';
import { Fields } from './Fields';
import { Exam } from './figures/Exam';
import { PretrainingGave } from './figures/PretrainingGave';
import { SmallPrint } from './figures/SmallPrint';
import { TakeOff } from './figures/TakeOff';
import { ModelChoice, useModelChoices } from './ModelChoice';
import styles from './OneUse.module.css';
import { useSession, useUse } from './session';

/** One use: what it does, to be tried; how well, against whom, and since when. */
export function OneUse({ use }: { use: UseAbout }) {
  const session = useSession();
  useEffect(() => void session.visit(use.id), [session, use.id]);
  const { answer, model } = useUse(use, 'answer', 'model');
  const text = answer?.text;
  const choices = useModelChoices(use);
  const nameOf = (key: string) => choices.find(({ value }) => value === key)?.words ?? key;
  return (
    <>
      <div className={styles.middle}>
        <div className={styles.heading}>
          <h2>{use.title}</h2>
          <ModelChoice use={use} choices={choices} />
        </div>
        <p className={styles.lead}>{use.lead}</p>
        {text !== undefined && (
          <p className={`small-print ${styles.own}`}>Asked about the text “{text}”.</p>
        )}
        <Fields use={use} />
        <Answered use={use} />
        <PretrainingGave use={use} />
      </div>
      <section aria-label="How well it does" className={styles.right}>
        {model !== 'shipped' && (
          <p className="small-print">
            Figures, claim and size are those of the model that was trained for this use, unless a
            row says otherwise.
          </p>
        )}
        <Exam use={use} modelName={nameOf} />
        <TakeOff use={use} />
        <SmallPrint use={use} />
      </section>
    </>
  );
}
