/** A file that cannot be read as text. Its fields say to a person what it is, why not, and what to do. */
export class NotText extends Error {
  /** A sentence with the file's name: "photo.png is a PNG picture." */
  readonly what: string;
  readonly why: string;
  readonly advice: string;

  constructor(what: string, why: string, advice: string, options?: ErrorOptions) {
    super(`${what} ${why} ${advice}`, options);
    this.name = 'NotText';
    this.what = what;
    this.why = why;
    this.advice = advice;
  }
}
