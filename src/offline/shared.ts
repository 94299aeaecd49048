/** What another program shares with the page: the service worker takes it, and the page that opens finds it here. */

/** Where it lies meanwhile. */
const CACHE = 'cloze-shared';
const NAME = 'x-cloze-name';

/** The address that it is sent to, and the query of the page that opens then. */
export const SHARE_PATH = 'share';
export const SHARED_QUERY = 'shared';

/** Fields of what is sent; the manifest names them too. */
export const FIELDS = { title: 'title', text: 'text', link: 'link', files: 'files' } as const;

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '';

/** The files in it, or its text as one. None if it has only a link: the page reads no other site. */
export function filesOf(form: FormData): File[] {
  const files = form.getAll(FIELDS.files).filter((value) => value instanceof File);
  if (files.some(({ size }) => size > 0)) return files;
  const title = form.get(FIELDS.title);
  const text = form.get(FIELDS.text);
  if (!isText(text) || /^https?:\/\/\S+$/.test(text.trim())) return [];
  return [new File([text], `${isText(title) ? title.trim() : 'Shared text'}.txt`)];
}

/** Puts files where the page finds them. What an earlier page did not take goes. */
export async function leaveFiles(files: readonly File[]): Promise<void> {
  await caches.delete(CACHE);
  const cache = await caches.open(CACHE);
  for (const [i, file] of files.entries()) {
    const headers = { [NAME]: encodeURIComponent(file.name) };
    await cache.put(`./${SHARE_PATH}/${i}`, new Response(file, { headers }));
  }
}

/** Takes the files that were left, in their order; there are none if only a link was shared. */
export async function takeFiles(): Promise<File[]> {
  const cache = await caches.open(CACHE);
  const files: File[] = [];
  for (const request of await cache.keys()) {
    const response = (await cache.match(request))!;
    const name = decodeURIComponent(response.headers.get(NAME) ?? '');
    files.push(new File([await response.blob()], name));
  }
  await caches.delete(CACHE);
  return files;
}
