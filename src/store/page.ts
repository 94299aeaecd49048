import type { Slice } from './slice';

/** The page's parts; a key of the address. */
export const PARTS = ['playground', 'experiments', 'uses', 'library'] as const;
export type Part = (typeof PARTS)[number];

export interface NoticeState {
  /** Said once, without stopping anything */
  readonly notice: string | undefined;
}

export interface PageState extends NoticeState {
  /** Whether a newer version of the page is there and waits until this one is gone */
  readonly isOutdated?: boolean;
  /** Which of the page's parts is shown */
  readonly part: Part;
  /** Id of the use that Uses shows; undefined for the first of them */
  readonly use: string | undefined;
}

export const newPage = (part: Part = 'playground', use?: string): PageState => ({
  part,
  use,
  notice: undefined,
});

export const createPageActions = (store: Slice<PageState>) => ({
  /** Shows a part of the page, and of Uses the one that is named. Training goes on. */
  show: (part: Part, use?: string) => store.setState({ part, ...(use !== undefined && { use }) }),
  say: (notice: string) => store.setState({ notice }),
  dismissNotice: () => store.setState({ notice: undefined }),
});
