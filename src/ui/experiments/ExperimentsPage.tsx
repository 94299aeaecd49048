import { useCallback, useEffect, useState } from 'react';
import type { Scope } from '../../store/experiments/state';
import { canTwinsGoOn } from '../../store/experiments/twinsProgress';
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
import { OwnTextInstead } from './OwnTextInstead';
import { Papers } from './Papers';
import { Presentation } from './Presentation';
import { repeatsInWords } from './repeats';
import { ShownTextNote } from './ShownTextNote';
import { Sweep } from './Sweep';
import { TwinColumns } from './TwinColumns';
import { TwinSteps } from './TwinSteps';
import { TwinsConclusion } from './TwinsConclusion';
import { TwinsProgress } from './TwinsProgress';
import { useExperiments } from './useExperiments';

const SCOPES: Readonly<Record<Scope, string>> = {
  all: 'all blanks',
  telling: 'blanks where the side matters',
};

const ALIKE =
  'Three models start alike, learn from the same text and take the same number of steps. They differ only in what they may look at.';
const LANGUAGE_LEAD = `${ALIKE} Red marks are the exact probabilities in this language: in the long run no model can do better, though in one exam it may be lucky.`;
const TEXT_LEAD = `${ALIKE} Nobody knows the exact probabilities in a text, so the exam alone tells how good they are.`;

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
  const { language, text, opening, running, phase, problem, scope, twinsKept } = useExperiments(
    'language',
    'text',
    'opening',
    'running',
    'phase',
    'problem',
    'scope',
    'twinsKept',
  );
  const tellsNothing = language !== undefined && !language.tellingFloors;
  const areTrained = useAppState((s) => s.experiments.twins[0]?.result !== undefined);
  const canGoOn = useAppState(({ experiments }) => canTwinsGoOn(experiments));
  return (
    <>
      <Notice />
      <main className={styles.experiments}>
        <PageHeading title="One blank, three views" lead={text ? TEXT_LEAD : LANGUAGE_LEAD}>
          <div className="tools">
            <LanguageChoice />
            <TwinSteps />
            <Choice
              label="Exam"
              value={tellsNothing ? 'all' : scope}
              options={optionsOf(SCOPES)}
              disabled={tellsNothing}
              onChoose={app.experiments.setScope}
              title={
                tellsNothing
                  ? `${text ? 'In a text nobody knows which' : 'In this language no'} blanks depend on the side that is seen`
                  : 'The side matters where the exact answer depends on whether one sees the words before, after, or both'
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
            {canGoOn && (
              <button
                type="button"
                className="button"
                disabled={!language}
                title="The three models train on from where they stand"
                onClick={app.experiments.goOnTwins}
              >
                Go on
              </button>
            )}
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
        {running?.kind === 'twins' && !phase ? (
          <div className={styles.status}>
            <TwinsProgress />
          </div>
        ) : (
          <p className={styles.status} role="status">
            {phase ??
              (opening ? `Preparing the ${opening.id === 'text' ? 'text' : 'language'} …` : '')}
            {running?.kind === 'plan' && !phase && !opening && 'An experiment below is training.'}
          </p>
        )}
        {problem && (
          <p role="alert" className={styles.problem}>
            <ProblemWords problem={problem} />
          </p>
        )}
        <TwinsConclusion />
        <TwinColumns />
        {language && !text && (
          <p className={`small-print ${styles.repeats}`}>
            {repeatsInWords(language.repeatedShare)}
          </p>
        )}
        {text ? <ShownTextNote /> : <OwnTextInstead />}
        <div className={styles.lower}>
          <div>
            <ExamCurves />
            <Sweep />
          </div>
          <Papers />
        </div>
        {!text && <GrammarEditor />}
        {presenting && <Presentation onLeave={leave} />}
      </main>
    </>
  );
}
