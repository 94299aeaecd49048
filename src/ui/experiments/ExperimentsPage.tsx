import { useCallback, useEffect, useState } from 'react';
import type { Scope } from '../../store/experiments/state';
import { useApp, useAppState } from '../app';
import { Notice } from '../common/Alerts';
import { Choice, optionsOf } from '../common/Choice';
import { ProblemWords } from '../common/Note';
import { PageHeading } from '../common/PageHeading';
import { ExamCurves } from './ExamCurves';
import styles from './ExperimentsPage.module.css';
import { enterFullscreen, leaveFullscreen } from './fullscreen';
import { GrammarEditor } from './GrammarEditor';
import { LanguageChoice } from './LanguageChoice';
import { Papers } from './Papers';
import { Presentation } from './Presentation';
import { repeatsInWords } from './repeats';
import { StepsChoice } from './StepsChoice';
import { Sweep } from './Sweep';
import { TwinColumns } from './TwinColumns';
import { TwinsConclusion } from './TwinsConclusion';
import { useExperiments } from './useExperiments';

const SCOPES: Readonly<Record<Scope, string>> = {
  all: 'all blanks',
  telling: 'telling blanks only',
};

/** The experiments: one blank from three sides, and papers in a tab. */
export function ExperimentsPage() {
  const app = useApp();
  const [presenting, setPresenting] = useState(false);
  useEffect(() => void app.experiments.open(), [app]);
  const present = () => void enterFullscreen().then(() => setPresenting(true));
  const leave = useCallback(() => {
    setPresenting(false);
    void leaveFullscreen();
  }, []);
  const { language, opening, running, phase, problem, maxSteps, scope, twinsKept } = useExperiments(
    'language',
    'opening',
    'running',
    'phase',
    'problem',
    'maxSteps',
    'scope',
    'twinsKept',
  );
  const areTrained = useAppState((s) => s.experiments.twins[0]?.result !== undefined);
  return (
    <>
      <Notice />
      <main className={styles.experiments}>
        <PageHeading
          title="One blank, three views"
          lead="Three models start alike, learn from the same text and take the same number of steps. They differ only in what they may look at. Red marks are the exact probabilities in this language: in the long run no model can do better, though in one exam it may be lucky."
        >
          <div className="tools">
            <LanguageChoice />
            <StepsChoice
              label="Steps"
              value={maxSteps}
              disabled={running?.kind === 'twins'}
              onChoose={app.experiments.setMaxSteps}
            />
            <Choice
              label="Exam"
              value={scope}
              options={optionsOf(SCOPES)}
              disabled={language !== undefined && !language.tellingFloors}
              onChoose={app.experiments.setScope}
              title={
                language && !language.tellingFloors
                  ? 'In this language no answer depends on the side that is seen'
                  : 'Telling blanks: those whose exact answer depends on the side that is seen'
              }
            />
            <button
              type="button"
              className="button"
              disabled={!language}
              title="Full screen, for a projector"
              onClick={present}
            >
              Present
            </button>
            <button
              type="button"
              className="button"
              disabled={!language}
              onClick={app.experiments.nextSpecimen}
            >
              Next sentence
            </button>
            <button
              type="button"
              className="button"
              disabled={running?.kind === 'twins' || twinsKept !== undefined || !areTrained}
              onClick={app.experiments.keepTwins}
            >
              {twinsKept === 3 ? 'All three kept' : 'Keep all three'}
            </button>
            {running?.kind === 'twins' ? (
              <button type="button" className="button primary" onClick={app.experiments.stop}>
                Stop
              </button>
            ) : (
              <button
                type="button"
                className="button primary"
                disabled={!language}
                title={running ? 'The experiment below waits until they are done' : undefined}
                onClick={app.experiments.trainTwins}
              >
                Train all three
              </button>
            )}
          </div>
        </PageHeading>
        <p className={styles.status} role="status">
          {phase ?? (opening ? 'Preparing the language …' : '')}
          {running?.kind === 'plan' && !phase && !opening && 'An experiment below is training.'}
        </p>
        {problem && (
          <p role="alert" className={styles.problem}>
            <ProblemWords problem={problem} />
          </p>
        )}
        <TwinsConclusion />
        <TwinColumns />
        {language && (
          <p className={`small-print ${styles.repeats}`}>
            {repeatsInWords(language.repeatedShare)}
          </p>
        )}
        <div className={styles.lower}>
          <div>
            <ExamCurves />
            <Sweep />
          </div>
          <Papers />
        </div>
        <GrammarEditor />
        {presenting && <Presentation onLeave={leave} />}
      </main>
    </>
  );
}
