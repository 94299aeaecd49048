import { useEffect, useState } from 'react';
import type { RunData } from '../../store/playground/state';
import { useApp } from '../app';

/** Between two samples of a training run, ms: nobody reads a chart faster than three times a second. */
const EVERY_MS = 333;

/** The run as of a moment ago while it trains, and exactly as it is at rest. */
export function useSampledRun(): RunData {
  const { store } = useApp();
  const [run, setRun] = useState(() => store.getState().run);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let taken = Number.NEGATIVE_INFINITY;
    const take = () => {
      clearTimeout(timer);
      timer = undefined;
      taken = performance.now();
      setRun(store.getState().run);
    };
    const onChange = () => {
      if (store.getState().run.status !== 'running') take();
      else timer ??= setTimeout(take, Math.max(0, taken + EVERY_MS - performance.now()));
    };
    take();
    const stop = store.subscribe(onChange);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store]);
  return run;
}
