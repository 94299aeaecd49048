import type { ReactNode } from 'react';
import { formatPercent } from '../../base/format';
import { textLook } from '../common/textLook';
import styles from './PagedList.module.css';
import type { ReadUnit } from './reading';
import type { Reading } from './useReading';

interface Props {
  readonly reading: Reading;
  readonly className: string | undefined;
  readonly describedBy: string;
  readonly onKeyDown: (event: React.KeyboardEvent) => void;
  readonly onPoint?: (target: EventTarget) => void;
  readonly onClick: (target: EventTarget) => void;
  readonly children: (units: readonly ReadUnit[]) => ReactNode;
}

/** Shorter texts need no slider. */
const PAGES_FOR_SLIDER = 150;

/** The list of tokens, of which only the pages in sight are drawn, and a way to any place of a long text. */
export function PagedList({ reading, className, describedBy, children, ...on }: Props) {
  const { prepared, scroller, shown, height, measure, page, total, jump } = reading;
  return (
    <>
      <div ref={scroller} className={`scroll-rest ${styles.scroll}`}>
        {/* biome-ignore lint/a11y/useSemanticElements: between a list and its items only generic elements may stand, and pages do */}
        <div
          role="list"
          aria-label="Tokens"
          aria-describedby={describedBy}
          className={`${styles.pages} ${className}`}
          style={{ height }}
          {...(prepared && textLook(prepared))}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          onKeyDown={on.onKeyDown}
          onPointerMove={(event) => {
            // The page may move under a resting pointer: that is not pointing.
            if (event.movementX !== 0 || event.movementY !== 0) on.onPoint?.(event.target);
          }}
          onClick={(event) => on.onClick(event.target)}
        >
          {shown.map(({ item, units }) => (
            <div
              key={item.key}
              ref={units && measure}
              data-page={item.index}
              className={styles.page}
              style={{
                transform: `translateY(${item.start}px)`,
                minHeight: units ? undefined : item.size,
              }}
            >
              {units && children(units)}
            </div>
          ))}
        </div>
      </div>
      {total > PAGES_FOR_SLIDER && (
        <label className={styles.place}>
          <span className="visually-hidden">Place in the text</span>
          <input
            type="range"
            min={0}
            max={total - 1}
            value={page}
            aria-valuetext={formatPercent(page / (total - 1), 1)}
            onChange={(event) => jump(Number(event.target.value))}
          />
          <span className="mono" aria-hidden="true">
            {formatPercent(page / (total - 1), 1)}
          </span>
        </label>
      )}
    </>
  );
}
