import { awaitsText, isFinished } from '../../store/playground/selectors';
import { useApp, useAppState } from '../app';
import { pressedBy } from '../keyboard/shortcuts';
import { ShowMeHow } from '../lessons/ShowMeHow';
import styles from './Transport.module.css';

/** Train or Pause (the one filled button), Step, Reset, and the way to the lessons. */
export function RunButtons() {
  const app = useApp();
  const running = useAppState((s) => s.run.status === 'running');
  const step = useAppState((s) => s.run.step);
  const blocked = useAppState(
    (s) => (s.prepared !== undefined && !s.prepared.cut) || awaitsText(s),
  );
  const more = useAppState(isFinished);
  const press = (action: () => void) => () => {
    action();
    app.text.ensure();
  };
  return (
    <div className={styles.buttons}>
      {running ? (
        <button
          type="button"
          className="button primary"
          {...pressedBy('t')}
          onClick={app.run.pause}
        >
          Pause
        </button>
      ) : (
        <button
          type="button"
          className="button primary"
          {...pressedBy('t')}
          onClick={press(app.run.train)}
          disabled={blocked}
          title={more ? 'Goes on for as many steps again' : undefined}
        >
          Train
        </button>
      )}
      <button
        type="button"
        className="button"
        {...pressedBy('s')}
        onClick={press(app.run.step)}
        disabled={running || blocked || more}
        title="Takes one training step"
      >
        Step
      </button>
      <button
        type="button"
        className="button"
        onClick={press(app.run.reset)}
        disabled={blocked || (step === 0 && !running)}
        title="Starts over with a fresh model"
      >
        Reset
      </button>
      <ShowMeHow />
    </div>
  );
}
