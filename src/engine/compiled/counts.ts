/** What varies from step to step and decides how much there is to do. */
export interface Counts {
  /** B */
  readonly sequences: number;
  /** N = B · T */
  readonly rows: number;
  /** M */
  readonly blanks: number;
  /** Distinct tokens of the batch */
  readonly segments: number;
}
