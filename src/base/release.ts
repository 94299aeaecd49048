/**
 * Gives the memory of typed arrays that are no longer needed back at once. Garbage collection does so too, but in
 * its own time, and a worker that is at rest may keep a hundred megabytes until it works again.
 */
export function release(...arrays: readonly { readonly buffer: ArrayBuffer }[]): void {
  for (const { buffer } of arrays) {
    // Where the browser is too old to know it, time does the same.
    (buffer as { transfer?: (length: number) => ArrayBuffer }).transfer?.(0);
  }
}
