import type { ListedFile } from '../../takeaway/messages';

/** What the dialog calls the parts of the folder, in order. */
const GROUPS = ['The model', 'Code', 'About the run'] as const;
type Group = (typeof GROUPS)[number];

const ABOUT_RUN = /^(README\.md|curve|runs\/|cloze\.json)/;

const groupOf = (path: string): Group => {
  if (path.startsWith('code/')) return 'Code';
  return ABOUT_RUN.test(path) ? 'About the run' : 'The model';
};

/** The files of a folder under their headings. */
export const folderGroups = (files: readonly ListedFile[]) =>
  GROUPS.map((name) => ({ name, files: files.filter(({ path }) => groupOf(path) === name) }));
