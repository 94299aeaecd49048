import { expect, it } from 'vitest';
import { eventFile } from './tensorboard';

/** What TensorFlow 2.21 (`TFRecordWriter`, `Event.SerializeToString`) writes for the curves below. */
const BY_TENSORFLOW =
  'GAAAAAAAAACjf0siCQAAEED8VNlBGg1icmFpbi5FdmVudDoyM40v6VQAAAAAAAAAX1FFhwkAABBA/FTZQRABKkcKEQoKdHJhaW4vbG9zcxUAANBAChoKE3' +
  'RyYWluL2xlYXJuaW5nX3JhdGUVbxKDOgoWCg90cmFpbi9ncmFkX25vcm0VAADAP5gC3uE2AAAAAAAAAE9XjO8JAAAQQPxU2UEQrAIqKAoQCglldmFsL2xv' +
  'c3MVAACoQAoUCg1ldmFsL2FjY3VyYWN5FQAAAACYJVLsQwAAAAAAAACxhSWgCQAAEED8VNlBEPCiBCo0ChoKE3RyYWluL2xlYXJuaW5nX3JhdGUVbxIDOg' +
  'oWCg90cmFpbi9ncmFkX25vcm0VAACAf03vvHY=';

it('writes the bytes that TensorFlow writes: steps in order, nothing that is not known', () => {
  const file = eventFile(
    {
      train: [
        { step: 1, loss: 6.5, learningRate: 0.001, gradNorm: 1.5 },
        { step: 70_000, loss: undefined, learningRate: 0.0005, gradNorm: Number.POSITIVE_INFINITY },
      ],
      evals: [{ step: 300, loss: 5.25, accuracy: 0 }],
    },
    1_700_000_000.25,
  );
  expect(Buffer.from(file).toString('base64')).toBe(BY_TENSORFLOW);
});

it('is an event file of one event where nothing was measured', () => {
  expect(eventFile({ train: [], evals: [] }, 1)).toHaveLength(8 + 4 + 9 + 15 + 4);
});
