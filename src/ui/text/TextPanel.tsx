import { Tabs } from '@base-ui/react/tabs';
import { formatCount, formatPercent } from '../../base/format';
import type { TextStats } from '../../dataset/prepare';
import { TEXT_VIEWS } from '../../store/state';
import { MAX_WORD_CHARS } from '../../tokenizer/vocabulary';
import { useApp, useAppState } from '../app';
import { EditTab } from './EditTab';
import { MaskedTab } from './MaskedTab';
import styles from './TextPanel.module.css';
import { TokensTab } from './TokensTab';

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
        <dt>tokens</dt>
        <dd>{stats ? formatCount(stats.tokens) : '–'}</dd>
      </div>
      <div>
        <dt>vocabulary</dt>
        <dd>{stats ? formatCount(stats.vocabulary) : '–'}</dd>
      </div>
      <div title={stats && unknownWords(stats)}>
        <dt>unknown</dt>
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
  return (
    <section aria-labelledby="text-heading" className={styles.panel}>
      <Tabs.Root
        value={view}
        onValueChange={(value) => {
          const chosen = TEXT_VIEWS.find((name) => name === value);
          if (chosen) app.showText(chosen);
        }}
        className={styles.tabs}
      >
        <div className={styles.heading}>
          <h2 id="text-heading">Text</h2>
          <Tabs.List className={styles.list} aria-label="Views of the text">
            <Tabs.Tab value="edit">Edit</Tabs.Tab>
            <Tabs.Tab value="tokens">Tokens</Tabs.Tab>
            <Tabs.Tab value="masked">Masked</Tabs.Tab>
          </Tabs.List>
        </div>
        <Tabs.Panel value="edit" className={styles.content}>
          <EditTab />
        </Tabs.Panel>
        <Tabs.Panel value="tokens" className={styles.content}>
          <TokensTab />
        </Tabs.Panel>
        <Tabs.Panel value="masked" className={styles.content}>
          <MaskedTab />
        </Tabs.Panel>
      </Tabs.Root>
      <Counts />
    </section>
  );
}
