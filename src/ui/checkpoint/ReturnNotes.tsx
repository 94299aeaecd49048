import { formatCount } from '../../base/format';
import { counted } from '../../base/words';
import { nameOfText } from '../../store/library/textFacts';
import { lastStep, wentBack } from '../../store/playground/selectors';
import { isCovered } from '../../store/playground/youFirst/youFirst';
import { useApp, useAppState } from '../app';
import { formatMoment } from '../common/formatMoment';
import { Note } from '../common/Note';

/** The run of an earlier visit that is back, and rests. */
function Back() {
  const app = useApp();
  const back = useAppState((s) => s.checkpoint.back);
  const isHere = useAppState((s) => s.checkpoint.back?.id === s.run.saveId);
  const name = useAppState((s) => s.run.loaded?.prepared.source.name);
  const covered = useAppState(isCovered);
  const isOver = useAppState((s) => s.run.status === 'done');
  const best = useAppState(({ run }) => wentBack(run) && lastStep(run));
  if (!back || !isHere) return null; // another run has taken its place
  return (
    <Note
      place="page"
      role="status"
      label="Your run"
      onDismiss={() => app.checkpoints.dismiss('back')}
      actions={
        isOver ? undefined : (
          <button type="button" className="button small" onClick={app.run.train}>
            Continue
          </button>
        )
      }
    >
      <p>
        Your run{' '}
        {!covered && (
          <>
            on <bdi>“{name ?? back.name}”</bdi>{' '}
          </>
        )}
        is back at step {formatCount(back.step)}
        {best && `, its best of ${formatCount(best)}`} (saved {formatMoment(back.savedAt)}).
        {back.missing > 0 &&
          ` It had trained ${counted(back.missing, 'step')} more, not saved yet.`}
        {isOver && ' It is finished.'}
        {back.isEarlier && ' A newer save was damaged, so this is the one before it.'}
      </p>
    </Note>
  );
}

/** The newest run, where it was not opened by itself. */
function Other() {
  const app = useApp();
  const other = useAppState((s) => s.checkpoint.other);
  const hasOwn = useAppState((s) => s.run.step > 0);
  const name = useAppState(({ checkpoint, own }) => {
    const { text, name: then } = checkpoint.other ?? {};
    return text ? nameOfText(text, own) : then;
  });
  if (!other) return null;
  const run = `Your run of ${counted(other.step, 'step')} on “${name}”`;
  const { isOpenElsewhere } = other;
  return (
    <Note
      place="page"
      role="status"
      label="Another run"
      onDismiss={() => app.checkpoints.dismiss('other')}
      actions={
        <button
          type="button"
          className="button small"
          onClick={() => void app.checkpoints.open(other.id)}
        >
          {isOpenElsewhere ? 'Take it over' : 'Open it'}
        </button>
      }
    >
      <p>
        {isOpenElsewhere
          ? `${run} is open in another tab and is saved there. ${hasOwn ? 'What you train here is a run of its own.' : 'Here you can train another one.'}`
          : `${run} is still here (saved ${formatMoment(other.savedAt)}).`}
      </p>
    </Note>
  );
}

/** Why the run would be gone with the page. */
const REFUSED = {
  'no room':
    'There is no room left in this browser’s storage, so your run is not saved as it trains. Delete runs or texts in the Library, or take the run away as a file.',
  'no storage':
    'This browser does not let the page store anything, so your run is not saved as it trains. To have it again, take it away as a file before you close the page.',
} as const;

function Refused() {
  const app = useApp();
  const refusal = useAppState((s) => s.checkpoint.refusal);
  if (!refusal) return null;
  return (
    <Note
      place="page"
      role="status"
      label="Not saved"
      onDismiss={() => app.checkpoints.dismiss('refusal')}
    >
      <p>{REFUSED[refusal]}</p>
    </Note>
  );
}

/** What happened to the run while nobody looked. */
function Told() {
  const app = useApp();
  const told = useAppState((s) => s.checkpoint.told);
  if (!told) return null;
  return (
    <Note
      place="page"
      role="status"
      label="About your run"
      onDismiss={() => app.checkpoints.dismiss('told')}
    >
      <p>{told}</p>
    </Note>
  );
}

/** What there is to say of runs that save themselves. */
export default function ReturnNotes() {
  return (
    <>
      <Told />
      <Refused />
      <Back />
      <Other />
    </>
  );
}
