import { get, set } from 'idb-keyval';

/** Raised when the programs change so much that what was timed no longer holds. */
const VERSION = 1;

const keyOf = (adapter: string) => `cloze:gpu-choices:${VERSION}:${adapter}`;

/** What was measured fastest on this adapter, by name; nothing where the browser keeps no storage. */
export async function loadGpuChoices(adapter: string): Promise<Readonly<Record<string, string>>> {
  try {
    return (await get<Record<string, string>>(keyOf(adapter))) ?? {};
  } catch {
    return {}; // private windows may refuse storage; the next visit times anew
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
