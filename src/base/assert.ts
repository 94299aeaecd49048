/** Makes a `switch` over a discriminated union exhaustive, at compile time and at run time. */
export function assertNever(value: never): never {
  throw new Error(`assertNever: unexpected value ${JSON.stringify(value)}`);
}
