/** The browser lacks something that Cloze cannot do without. */
export class Unsupported extends Error {
  /** Which browsers have it */
  readonly advice: string;

  constructor(why: string, advice: string) {
    super(why);
    this.name = 'Unsupported';
    this.advice = advice;
  }
}
