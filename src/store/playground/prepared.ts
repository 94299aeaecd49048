import { type Settings, TEXT_KEYS, type TextKey } from '../../config/settings';
import type { PreparedSummary, Source } from '../../protocol/texts';

/** The settings that decide on the vocabulary, and on how the text is cut. */
export type TextSettings = Pick<Settings, TextKey>;

/** A text, its vocabulary, and what the page knows of its tokens. */
export interface Prepared extends PreparedSummary {
  /** By which the text worker knows it */
  readonly jobId: number;
  readonly source: Source;
  /** The settings it was made with */
  readonly madeFor: TextSettings;
}

/** Whether a text was cut into the same tokens, and the same sentences held out. */
export const isSameCut = (a: Prepared | undefined, b: Prepared): boolean =>
  a === b || (a?.source === b.source && TEXT_KEYS.every((k) => a.madeFor[k] === b.madeFor[k]));

/** BCP 47 tag of a text's language: the one that was chosen, else the one detected, once the text is prepared. */
export const languageOf = (source: Source, prepared: Prepared | undefined): string | undefined =>
  source.language ?? (prepared?.source === source ? prepared.detectedLanguage : undefined);
