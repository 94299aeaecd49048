// Node 20 lacks `ArrayBuffer.prototype.transfer`, by which the page gives memory back (src/base/release.ts). With it, tests
// notice what is read after that.
ArrayBuffer.prototype.transfer ??= function transfer(length = this.byteLength) {
  const moved = structuredClone(this, { transfer: [this] });
  if (length === moved.byteLength) return moved;
  const other = new ArrayBuffer(length);
  new Uint8Array(other).set(new Uint8Array(moved, 0, Math.min(length, moved.byteLength)));
  return other;
};
