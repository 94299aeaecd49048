/** Gives the page the whole screen. Where the browser does not allow that, the window has to do. */
export async function enterFullscreen(): Promise<void> {
  try {
    // Phones of Apple have no such function.
    await document.documentElement.requestFullscreen?.();
  } catch {
    // An embedding page may forbid it.
  }
}

export async function leaveFullscreen(): Promise<void> {
  if (!document.fullscreenElement) return;
  try {
    await document.exitFullscreen();
  } catch {
    // It was left meanwhile.
  }
}
