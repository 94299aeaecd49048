/** Bytes of memory that the browser says the device has, roughly and at most 32 GB; undefined where it does not say. */
export function deviceBytes(): number | undefined {
  const { navigator } = globalThis;
  const said: unknown = navigator && 'deviceMemory' in navigator && navigator.deviceMemory;
  return typeof said === 'number' && said > 0 ? said * 2 ** 30 : undefined;
}
