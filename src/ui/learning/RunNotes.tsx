import { formatPercent } from '../../base/format';
import { counted, times } from '../../base/words';
import type { RunFacts } from '../../protocol/run';
import { presentExam, starterRead } from '../../store/playground/selectors';
import type { RunData } from '../../store/playground/state';
import { useApp, useAppState } from '../app';
import { Term } from '../glossary/Term';

const FROM = {
  both: 'both sides',
  left: 'what stands before',
  right: 'what stands after',
} as const;

/** How far the run is above the least possible loss of its context, or why that is not known. */
function Reachable({
  language,
  run,
}: {
  language: NonNullable<RunFacts['language']>;
  run: RunData;
}) {
  const context = useAppState((s) => s.settings.context);
  if ('reason' in language) {
    return (
      <p>The best that can be reached on this language is not known here. {language.reason}</p>
    );
  }
  const last = presentExam(run);
  // The last exam was taken with the context of that time.
  const { loss, accuracy } = language.floors[last?.context ?? context];
  const above = last && last.loss - loss;
  return (
    <p>
      From {FROM[last?.context ?? context]} the <Term id="floor">best possible</Term> is{' '}
      {loss.toFixed(2)} nats and {formatPercent(accuracy, 1)} right
      {above !== undefined &&
        `; this run is ${Math.abs(above).toFixed(2)} nats ${above < 0 ? 'below, by the luck of these blanks' : 'above'}`}
    </p>
  );
}

/** In a short text the exam has more blanks than are hidden in a sentence at once: says how. */
function rounds({ examRounds }: RunFacts): string {
  if (examRounds === 1) return '';
  const most = times(Math.ceil(examRounds));
  const often = Number.isInteger(examRounds) ? most : `up to ${most}`;
  return `; each sentence comes up ${often}, with other words hidden each time`;
}

/** What a run's figures are measured on: of no use before there is a run. */
export default function RunNotes({ run }: { run: RunData }) {
  const app = useApp();
  const source = useAppState((s) => s.source);
  const { facts } = run;
  const read = run.loaded && starterRead(run.loaded);
  return (
    <>
      {read !== undefined && (
        <p>
          <strong>It has seen the exam:</strong> the starter that this run began from was trained on{' '}
          {formatPercent(read)} of these sentences, so its score proves nothing.
        </p>
      )}
      {run.step > 0 && run.status !== 'running' && (
        <p>
          Do the words before a blank and those after it both matter?{' '}
          <button
            type="button"
            className="button small"
            onClick={() => {
              app.show('experiments');
              // A language is open there, or is one click away.
              if (source.grammar === undefined) void app.experiments.openLanguage('text');
            }}
          >
            See three models answer
          </button>
        </p>
      )}
      {facts?.language && <Reachable language={facts.language} run={run} />}
      {facts && (
        <p>
          {facts.examBlanks === 0 ? (
            'No exam: every token of the held-out sentences is unknown, so there is nothing to ask.'
          ) : (
            <>
              <Term id="exam">Exam</Term>: {counted(facts.examBlanks, 'blank')},{' '}
              {formatPercent(facts.examShare, 1).replace(' ', '\u00a0')} of the tokens, all hidden,
              in{' '}
              {run.loaded?.settings.keepTogether
                ? `${counted(facts.examSentences, 'sentence', 'sentences')} never trained on`
                : `${counted(facts.examSentences, 'held-out sentence', 'held-out sentences')} (similar ones may be trained on)`}
              {rounds(facts)}
            </>
          )}
        </p>
      )}
    </>
  );
}
