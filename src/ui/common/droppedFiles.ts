import { counted } from '../../base/words';
import { isHidden } from '../../files/names';

/** A file, and its path in the folder that was dropped. */
export type FileAtPath = readonly [path: string, file: File];

/** All files of a folder and its subfolders, except hidden ones. */
async function filesIn(entry: FileSystemEntry): Promise<FileAtPath[]> {
  if (entry.isFile) {
    const path = entry.fullPath.replace(/^\//, '');
    return new Promise((resolve, reject) => {
      (entry as FileSystemFileEntry).file((file) => resolve([[path, file]]), reject);
    });
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    // A reader returns a batch at a time, and an empty one at the end.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) break;
    children.push(...some.filter(({ name }) => !isHidden(name)));
  }
  children.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const files: FileAtPath[] = [];
  for (const child of children) files.push(...(await filesIn(child)));
  return files;
}

/** A name for several files. */
export const nameOf = (files: readonly File[]) =>
  files.length === 1 ? files[0]!.name : counted(files.length, 'file');

/** The files that were dropped, those of dropped folders too, and what they are called together. */
export async function droppedFiles(
  data: DataTransfer,
): Promise<{ files: FileAtPath[]; name: string }> {
  // Both lists are empty once the event is over, so they are read before the first await.
  const plain = [...data.files];
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (!entries.some((entry) => entry.isDirectory)) {
    return { files: plain.map((file) => [file.name, file]), name: nameOf(plain) };
  }
  const files = (await Promise.all(entries.map(filesIn))).flat();
  const name = entries.length === 1 ? entries[0]!.name : nameOf(files.map(([, file]) => file));
  return { files, name };
}
