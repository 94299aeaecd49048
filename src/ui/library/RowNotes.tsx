import { type MouseEvent, useEffect, useRef } from 'react';
import { counted } from '../../base/words';
import { MOST_CHOSEN } from '../../store/library/choice';
import { isSameText } from '../../store/library/textOfRun';
import { isUnkept } from '../../store/playground/selectors';
import { useApp, useAppState } from '../app';
import { Note } from '../common/Note';

interface Props {
  readonly id: string;
  readonly name: string;
}

/** Before a button disappears with its note, moves the focus to the run that it was about. */
const backToRow = ({ currentTarget }: MouseEvent<HTMLElement>) =>
  currentTarget.closest('li')?.querySelector('input')?.focus();

/** A run of another exam was chosen, or one too many. */
function Refused({ id, name }: Props) {
  const app = useApp();
  const why = useAppState(({ library }) =>
    library.refused?.id === id ? library.refused.why : undefined,
  );
  const isSame = useAppState(({ library: { list, chosen } }) => {
    const [first, own] = [chosen[0], id].map((one) => list.find((run) => run.id === one)?.text);
    return first !== undefined && own !== undefined && isSameText(first, own);
  });
  if (!why) return null;
  return (
    <Note
      place="row"
      role="alert"
      actions={
        why === 'exam' && (
          <>
            {isSame && (
              <button
                type="button"
                className="button small"
                onClick={() => app.library.compareByWords(id)}
              >
                Compare by whole words
              </button>
            )}
            <button
              type="button"
              className="button small"
              onClick={(event) => {
                backToRow(event);
                app.library.chooseAlone(id);
              }}
            >
              Choose it instead
            </button>
          </>
        )
      }
      onDismiss={(event) => {
        backToRow(event);
        app.library.dismiss();
      }}
    >
      {why === 'exam' ? (
        <p>
          <strong>“{name}” cannot be compared with the chosen runs.</strong> It sat another exam
          with other blanks, so equal losses would not mean the same. Compare it with runs that sat
          its own exam{isSame ? ', or with A by whole words, which both can be asked.' : '.'}
        </p>
      ) : (
        <p>
          <strong>{MOST_CHOSEN} runs are chosen already.</strong> More lines could not be told
          apart. Remove one before you choose “{name}”.
        </p>
      )}
    </Note>
  );
}

/** The playground holds a run that would be lost. */
function Asking({ id, name }: Props) {
  const app = useApp();
  const asking = useAppState((s) => s.library.asking === id && isUnkept(s));
  const step = useAppState((s) => s.run.step);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) first.current?.focus();
  }, [asking]);
  if (!asking) return null;
  return (
    <Note
      place="row"
      role="alert"
      actions={
        <>
          <button
            ref={first}
            type="button"
            className="button small"
            onClick={() => app.library.keepThenOpen()}
          >
            Keep it, then open
          </button>
          <button
            type="button"
            className="button small"
            onClick={() => void app.library.open(id, true)}
          >
            Open without keeping
          </button>
          <button
            type="button"
            className="button small"
            onClick={(event) => {
              backToRow(event);
              app.library.cancelOpen();
            }}
          >
            Cancel
          </button>
        </>
      }
    >
      <p>
        <strong>The playground holds a run of {counted(step, 'step')} that is not kept.</strong> “
        {name}” would take its place.
      </p>
    </Note>
  );
}

/** Why the last request about a run was not carried out, under its row. */
export function RowNotes(props: Props) {
  return (
    <>
      <Refused {...props} />
      <Asking {...props} />
    </>
  );
}
