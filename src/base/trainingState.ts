/** Parameters, both Adam moments, and the number of steps that made them: all that training goes on from. */
export interface TrainingState {
  /** [P] as `model/layout.ts` lays them out */
  readonly parameters: Float32Array;
  /** [P] */
  readonly firstMoment: Float32Array;
  /** [P] */
  readonly secondMoment: Float32Array;
  readonly step: number;
}

/** Its size as it is kept, bytes. */
export const bytesOf = ({ parameters, firstMoment, secondMoment }: TrainingState): number =>
  parameters.byteLength + firstMoment.byteLength + secondMoment.byteLength;

/** What it is made of, to be handed over to another thread. */
export const buffersOf = ({ parameters, firstMoment, secondMoment }: TrainingState) =>
  [parameters, firstMoment, secondMoment].map(({ buffer }) => buffer as ArrayBuffer);
