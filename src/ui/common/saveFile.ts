/** Downloads a file. */
export function saveFile(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers start to read it only after the click returns.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
