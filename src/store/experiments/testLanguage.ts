import type {
  ExperimentExam,
  ExperimentLanguage,
  ExperimentResult,
  ExperimentSpecimen,
} from '../../protocol/experiments';

const floor = { loss: 1, accuracy: 0.5 };
export const FLOORS = { left: floor, right: floor, both: floor };

export const EXAM: ExperimentExam = {
  id: 'e',
  ...{ telling: Uint8Array.of(1, 0), groups: Uint32Array.of(0, 1) },
  ...{ floors: FLOORS, tellingFloors: FLOORS },
};

const SPECIMEN: ExperimentSpecimen = {
  ...{ before: 'x ', after: ' y', inputIds: Int32Array.of(2, 4, 3), blank: 1, answer: 5 },
  exact: { left: [], right: [], both: [] },
};

/** A language with two sentences to be watched. */
export const LANGUAGE: ExperimentLanguage = {
  ...EXAM,
  ...{ tokens: [], trainSentences: 1, examSentences: 1, repeatedShare: 0 },
  ...{ examBlanks: 2, examShare: 0.15, knowsNothing: 4, knowsFrequencies: 3 },
  specimens: [SPECIMEN, SPECIMEN],
};

export const RESULT: ExperimentResult = {
  ...{ step: 10, loss: 1, accuracy: 0.5, probe: undefined, seconds: 2 },
  ...{ losses: Float32Array.of(1, 1), right: Uint8Array.of(1, 0) },
};
