import type { Slice } from './slice';

/** The page's parts; a key of the address. */
export const PARTS = ['playground', 'experiments', 'library'] as const;
export type Part = (typeof PARTS)[number];

export interface NoticeState {
  /** Said once, without stopping anything */
  readonly notice: string | undefined;
}

export interface PageState extends NoticeState {
  /** Which of the page's parts is shown */
  readonly part: Part;
}

export const newPage = (part: Part = 'playground'): PageState => ({ part, notice: undefined });

export const createPageActions = (store: Slice<PageState>) => ({
  /** Shows a part of the page. Training goes on. */
  show: (part: Part) => store.setState({ part }),
  say: (notice: string) => store.setState({ notice }),
  dismissNotice: () => store.setState({ notice: undefined }),
});
