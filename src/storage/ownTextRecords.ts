import { createStore, get, promisifyRequest } from 'idb-keyval';
import { hash32 } from '../base/random';
import { isWhole } from './isWhole';
import { writing } from './writing';

/** One of the person's own texts as it is kept; of a long one the beginning, and the name of its file. */
export interface OwnTextRecord {
  readonly name: string;
  readonly text: string;
  /** UTF-16 units of all of it; left out by versions before 0.4 */
  readonly characters?: number;
  /** Of its file */
  readonly key?: string | undefined;
  /** Of its file; left out by versions before 0.6 */
  readonly bytes?: number | undefined;
  /** Left out by versions before 0.5 */
  readonly grammar?: string | undefined;
  /** Left out by versions before 0.6, and where it is detected */
  readonly language?: string | undefined;
  /** Greater for newer texts: ms since 1970, or a place in the list of a version before 0.7 */
  readonly order: number;
}

/** Each text has a record of its own, so that a keystroke writes one text and not all of them. */
const RECORD = 'cloze:own-text:';
/** All of them, newest first, as versions before 0.7 kept them */
const LIST = 'cloze:own-texts';

/** The store of `get` and `set`; these have no transaction that both writes and deletes. */
const keyval = createStore('keyval-store', 'keyval');

async function idsIn(store: IDBObjectStore): Promise<string[]> {
  const names = await promisifyRequest(store.getAllKeys());
  return names.flatMap((name) =>
    typeof name === 'string' && name.startsWith(RECORD) ? name.slice(RECORD.length) : [],
  );
}

/** Resolves once a transaction has written everything; rejects where it has written nothing. */
const committed = ({ transaction }: IDBObjectStore) =>
  new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });

/** Does what `act` asks of the store, all of it or nothing. */
const inOneTransaction = (act: (store: IDBObjectStore) => Promise<void>) =>
  writing(keyval('readwrite', (store) => Promise.all([act(store), committed(store)])));

const isOwnText = (record: unknown) => isWhole(record, 'name.length', 'text.trim');

/** All records that are whole, by id. */
export const readRecords = (): Promise<ReadonlyMap<string, OwnTextRecord>> =>
  keyval('readonly', async (store) => {
    const ids = await idsIn(store);
    const records = await Promise.all(
      ids.map((id) => promisifyRequest<OwnTextRecord>(store.get(`${RECORD}${id}`))),
    );
    return new Map(
      ids.flatMap((id, i) => {
        const record = records[i]!;
        return isOwnText(record) ? [[id, record] as const] : [];
      }),
    );
  });

/**
 * Writes those of `wanted` that are not there, and deletes `unwanted`. Nothing is changed where that fails.
 *
 * @param withList whether the list of an earlier version goes too, as its texts are among the wanted
 */
export async function changeRecords(
  wanted: ReadonlyMap<string, OwnTextRecord>,
  unwanted: Iterable<string>,
  withList = false,
): Promise<void> {
  await inOneTransaction(async (store) => {
    const present = new Set(await idsIn(store));
    for (const [id, record] of wanted) if (!present.has(id)) store.put(record, `${RECORD}${id}`);
    for (const id of unwanted) store.delete(`${RECORD}${id}`);
    if (withList) store.delete(LIST);
  });
}

type Listed = Omit<OwnTextRecord, 'order'>;

/** The same in each tab, so that two of them that move one list make no text twice. */
function listedId({ key, text }: Listed): string {
  if (key !== undefined) return key;
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = hash32(hash ^ text.charCodeAt(i));
  return `${text.length} ${hash}`;
}

const recordsOf = (list: readonly Listed[]) =>
  new Map(
    (Array.isArray(list) ? list : [])
      .filter(isOwnText)
      .map((listed, i) => [listedId(listed), { ...listed, order: list.length - i }]),
  );

/**
 * Gives each text in the list of an earlier version a record of its own. Returns the texts, by id, that stay in the
 * list because there is no room for their records.
 */
export async function moveList(): Promise<ReadonlyMap<string, OwnTextRecord>> {
  const list = await get<readonly Listed[]>(LIST);
  if (!list) return new Map();
  try {
    await inOneTransaction(async (store) => {
      // Read again: another tab may have moved it, and deleted a text since.
      const now = await promisifyRequest<readonly Listed[] | undefined>(store.get(LIST));
      for (const [id, record] of recordsOf(now ?? [])) store.put(record, `${RECORD}${id}`);
      store.delete(LIST);
    });
    return new Map();
  } catch {
    return recordsOf(list);
  }
}
