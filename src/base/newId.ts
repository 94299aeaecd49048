/** A name that nothing else has. Pages that are not served securely have no `randomUUID`. */
export function newId(): string {
  const make: (() => string) | undefined = crypto.randomUUID?.bind(crypto);
  if (make) return make();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
