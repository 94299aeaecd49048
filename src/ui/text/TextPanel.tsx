import { type ComponentType, lazy, Suspense, useId } from 'react';
import { formatCount, formatPercent } from '../../base/format';
import type { TextStats } from '../../dataset/prepare';
import type { TextView } from '../../store/playground/state';
import { MAX_WORD_CHARS } from '../../tokenizer/vocabulary';
import { useApp, useAppState } from '../app';
import { TabList, TabPanel } from '../common/Tabs';
import { Term } from '../glossary/Term';
import styles from './TextPanel.module.css';

const VIEW_NAMES: Readonly<Record<TextView, string>> = {
  edit: 'Edit',
  tokens: 'Tokens',
  masked: 'Masked',
};

/** Fetched at once, beside the text itself: before that is prepared there is nothing to draw. */
const masked = import('./MaskedTab').then((m) => ({ default: m.MaskedTab }));
masked.catch(() => {}); // said where it is drawn

/** The page opens with the masked text; the other two come when it is usable, or when they are asked for. */
const VIEWS: Readonly<Record<TextView, ComponentType>> = {
  edit: lazy(() => import('./EditTab').then((m) => ({ default: m.EditTab }))),
  tokens: lazy(() => import('./TokensTab').then((m) => ({ default: m.TokensTab }))),
  masked: lazy(() => masked),
};

/** Of what kinds the unknown tokens are. */
function unknownWords({ unknownShare, unknown: { long, spelling } }: TextStats): string {
  if (unknownShare === 0) return 'Every word of the text can be spelled with the vocabulary';
  const kinds = [
    long.tokens > 0 &&
      `${formatPercent(long.tokens, 1)} words of more than ${MAX_WORD_CHARS} characters`,
    spelling.tokens > 0 &&
      `${formatPercent(spelling.tokens, 1)} words that the vocabulary cannot spell`,
  ];
  return `Of the tokens: ${kinds.filter((kind) => kind !== false).join(', ')}`;
}

function Counts() {
  const stats = useAppState((s) => (s.preparing ? undefined : s.prepared?.stats));
  const characters = useAppState((s) => s.source.characters);
  return (
    <dl className={styles.counts} aria-label="Counts">
      <div>
        <dt>characters</dt>
        <dd>{formatCount(characters)}</dd>
      </div>
      <div>
        <dt>sentences</dt>
        <dd>{stats ? formatCount(stats.sentences) : '–'}</dd>
      </div>
      <div>
        <dt>
          <Term id="token">tokens</Term>
        </dt>
        <dd>{stats ? formatCount(stats.tokens) : '–'}</dd>
      </div>
      <div>
        <dt>
          <Term id="vocabulary">vocabulary</Term>
        </dt>
        <dd>{stats ? formatCount(stats.vocabulary) : '–'}</dd>
      </div>
      <div title={stats && unknownWords(stats)}>
        <dt>
          <Term id="unk">unknown</Term>
        </dt>
        <dd>{stats ? formatPercent(stats.unknownShare, stats.unknownShare > 0 ? 1 : 0) : '–'}</dd>
      </div>
      <div title="Sentences that repeat another, word for word or nearly">
        <dt>repeats</dt>
        <dd>{stats ? formatCount(stats.copies + stats.near) : '–'}</dd>
      </div>
    </dl>
  );
}

/** The text to learn from: edit it, see it as tokens, see what is hidden. */
export function TextPanel() {
  const app = useApp();
  const view = useAppState((s) => s.textView);
  const View = VIEWS[view];
  const id = useId();
  return (
    <section aria-labelledby="text-heading" className={styles.panel}>
      <div className={styles.tabs}>
        <div className={styles.heading}>
          <h2 id="text-heading">Text</h2>
          <TabList
            id={id}
            label="Views of the text"
            className={styles.list}
            names={VIEW_NAMES}
            shown={view}
            onShow={app.text.showAs}
          />
        </div>
        <TabPanel key={view} id={id} shown={view} className={styles.content}>
          <Suspense>
            <View />
          </Suspense>
        </TabPanel>
      </div>
      <Counts />
    </section>
  );
}
