import { get, set } from 'idb-keyval';

/** To be raised when the programs change so much that old timings no longer hold. */
const VERSION = 1;

const keyOf = (adapter: string) => `cloze:gpu-choices:${VERSION}:${adapter}`;

/** The fastest choices on this adapter, by name; none if the browser refuses storage. */
export async function loadGpuChoices(adapter: string): Promise<Readonly<Record<string, string>>> {
  try {
    return (await get<Record<string, string>>(keyOf(adapter))) ?? {};
  } catch {
    return {}; // private windows may refuse storage; then each visit times again
  }
}

export async function saveGpuChoices(
  adapter: string,
  choices: Readonly<Record<string, string>>,
): Promise<void> {
  try {
    await set(keyOf(adapter), { ...choices });
  } catch {
    // As above.
  }
}
