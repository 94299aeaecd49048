import { useMemo, useState } from 'react';
import { formatCount } from '../../base/format';
import { withoutForms } from '../../corpus/forms';
import type { Prepared } from '../../store/playground/prepared';
import { normalizeWord } from '../../tokenizer/normalize';
import { hasPieceMark, PieceMark } from '../common/PieceMark';
import { textLook } from '../common/textLook';
import { DataTable } from './DataTable';
import { MoreButton } from './MoreButton';
import { useMore } from './useMore';
import styles from './VocabularyTable.module.css';
import { origin } from './WordSplit';

/** Rows shown at first, and added by each "Show more". */
const STEP = 100;

const ORDERS = {
  frequent: 'most frequent first',
  rare: 'rarest first',
  learned: 'as learned',
} as const;
type Order = keyof typeof ORDERS;

/** Every piece of the vocabulary: how often it stands in the text, and what it was made of. */
export function VocabularyTable({ prepared }: { prepared: Prepared }) {
  const { tokens, stripAccents } = prepared.vocabulary;
  const { counts } = prepared;
  const { lang } = textLook(prepared);
  const [search, setSearch] = useState('');
  const [order, setOrder] = useState<Order>('frequent');
  const found = useMemo(() => {
    // However it is typed: in capitals, or with its accents in another spelling.
    const plain = (text: string) => normalizeWord(text, { doLowerCase: true, stripAccents }).text;
    const wanted = plain(withoutForms(search.trim()));
    const ids = tokens.map((_, id) => id).filter((id) => plain(tokens[id]!).includes(wanted));
    const by = { frequent: -1, rare: 1, learned: 0 }[order];
    return ids.sort((a, b) => by * (counts[a]! - counts[b]!) || a - b);
  }, [tokens, stripAccents, counts, search, order]);
  const paging = useMore(found.length, STEP, found);
  return (
    <>
      <div className={styles.tools}>
        <input
          type="search"
          aria-label="Search the vocabulary"
          placeholder="Search the vocabulary"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <select
          aria-label="Order of the vocabulary"
          value={order}
          onChange={(event) => setOrder(event.target.value as Order)}
        >
          {Object.entries(ORDERS).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="scroll-rest" aria-label="Vocabulary" tabIndex={0}>
        {hasPieceMark(found.slice(0, paging.shown), tokens) && (
          <p className="small-print">
            <PieceMark />.
          </p>
        )}
        <DataTable>
          <thead>
            <tr>
              <th scope="col">piece</th>
              <th scope="col">times</th>
              <th scope="col">made of</th>
              <th scope="col">id</th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, paging.shown).map((id) => (
              <tr key={id}>
                <th scope="row">
                  <bdi lang={lang}>{tokens[id]}</bdi>
                </th>
                <td>{formatCount(counts[id]!)}</td>
                <td>
                  <bdi lang={lang}>{origin(prepared, id)}</bdi>
                </td>
                <td>{id}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
        {found.length === 0 && <p className={styles.none}>No piece contains “{search.trim()}”.</p>}
        <MoreButton {...paging} what="pieces" />
      </section>
    </>
  );
}
