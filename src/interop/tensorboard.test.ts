import { expect, it } from 'vitest';
import { eventFile } from './tensorboard';

/** What TensorFlow 2.21 (`TFRecordWriter`, `Event.SerializeToString`) writes for the curves below. */
const BY_TENSORFLOW =
  'GAAAAAAAAACjf0siCQAAEED8VNlBGg1icmFpbi5FdmVudDoyM40v6TwAAAAAAAAAyLejUgkAABBA/FTZQRABKi8KEQoKdHJhaW4vbG9zcxUAANBAChoKE3' +
  'RyYWluL2xlYXJuaW5nX3JhdGUVbxKDOihpYdEtAAAAAAAAADxBivsQrAIqKAoQCglldmFsL2xvc3MVAACoQAoUCg1ldmFsL2FjY3VyYWN5FQAAAACs' +
  'PAXfKwAAAAAAAACGG8NLCQAAAE/8VNlBEPCiBCocChoKE3RyYWluL2xlYXJuaW5nX3JhdGUVbxIDOrqk0XE=';

it('writes the bytes that TensorFlow writes: steps in order, nothing that is not known', () => {
  const file = eventFile({
    train: [
      { step: 1, wallTime: 1_700_000_000.25, loss: 6.5, learningRate: 0.001 },
      { step: 70_000, wallTime: 1_700_000_060, loss: undefined, learningRate: 0.0005 },
    ],
    evals: [{ step: 300, loss: 5.25, accuracy: 0 }],
  });
  expect(Buffer.from(file).toString('base64')).toBe(BY_TENSORFLOW);
});

it('is an event file of one event where nothing was measured', () => {
  expect(eventFile({ train: [], evals: [] })).toHaveLength(8 + 4 + 15 + 4);
});
