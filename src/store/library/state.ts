import type { Problem } from '../../protocol/problem';
import type { Source } from '../../protocol/texts';
import type { Checkpoint } from '../../storage/checkpoint';
import type { KeptRun } from '../../storage/keptRun';

/** Of the person's own texts */
export interface TextsState {
  /** Deleted last, and where it stood among them; it can be had back */
  readonly deleted?: { readonly text: Source; readonly place: number } | undefined;
  /** One that is to be deleted although runs need it, until the person decides */
  readonly asking?: Source | undefined;
}

/** Of runs that saved themselves */
export interface AutomaticState {
  /** Newest first */
  readonly records: readonly Checkpoint[];
  /** Ids of those that this tab or another has open: what is deleted of them would be written again */
  readonly open: ReadonlySet<string>;
  /** Deleted last; it can be had back */
  readonly deleted?: { readonly name: string; readonly record: Checkpoint } | undefined;
}

export interface LibraryState {
  /** Newest first */
  readonly list: readonly KeptRun[];
  /** Whether the list has been read */
  readonly isRead: boolean;
  /** Ids of those that last only until the page is closed */
  readonly held: ReadonlySet<string>;
  /** Ids of those that are compared, the first being what the others are compared with; all sat one exam */
  readonly chosen: readonly string[];
  /** One that was chosen in vain */
  readonly refused: { readonly id: string; readonly why: 'exam' | 'many' } | undefined;
  /** Id of a run that is to be compared with the first of those chosen by whole words, until that has begun */
  readonly byWords: string | undefined;
  /** The playground's run that the trainer was asked for */
  readonly keeping: number | undefined;
  /** Deleted last; it can be had back */
  readonly deleted: KeptRun | undefined;
  /** One that would be opened in the place of a run that is not kept, until the person decides */
  readonly asking: string | undefined;
  readonly problem: Problem | undefined;
  /** What is done to the person's own texts here; see `texts.ts` */
  readonly texts?: TextsState | undefined;
  /** The runs that saved themselves; see `automatic.ts` */
  readonly automatic?: AutomaticState | undefined;
  /** Files of runs that were opened elsewhere on the page, until they are read */
  readonly arrived: readonly File[];
}

/** The Library's slice: the kept runs. */
export interface LibrarySlice {
  readonly library: LibraryState;
}

export const newLibrary = (): LibrarySlice => ({
  library: {
    list: [],
    isRead: false,
    held: new Set(),
    chosen: [],
    refused: undefined,
    byWords: undefined,
    keeping: undefined,
    deleted: undefined,
    asking: undefined,
    problem: undefined,
    arrived: [],
  },
});

/** What could not be done with the list of runs, why, and what to do now. */
export const libraryProblem = (what: string, why: string, advice: string): Problem => ({
  kind: 'storage',
  what,
  why,
  advice,
});
