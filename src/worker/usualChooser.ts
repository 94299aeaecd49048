import { detectDevice } from '../engine/devices';
import { selfTest } from '../engine/selfTest';
import {
  loadTimings,
  loadWorkerTimings,
  saveTimings,
  saveWorkerTimings,
} from '../storage/engineChoices';
import { type Choose, createChooser } from './chooseEngine';
import { workerPort } from './port';
import { startEngine } from './startEngine';
import { createFrameWatch } from './watchFrames';

/** Chooses engines for a worker of the page, with this browser's clock, storage and cores. */
export function createUsualChooser(): Choose {
  return createChooser({
    detect: detectDevice,
    start: startEngine,
    test: selfTest,
    load: loadTimings,
    save: saveTimings,
    now: () => performance.now(),
    workers: {
      cores: globalThis.navigator?.hardwareConcurrency ?? 1, // Node has no such thing
      watchFrames: createFrameWatch(workerPort<never, object>().post),
      load: loadWorkerTimings,
      save: saveWorkerTimings,
    },
  });
}
