import { useId, useState } from 'react';
import { adjustShares, type FateShares, SHARES, type Share } from '../../masking/fateShares';
import { useApp, useAppState } from '../app';
import styles from './SplitControl.module.css';

const NAMES: Record<Share, string> = { mask: 'Hidden', random: 'Swapped', keep: 'Kept' };

/** A share in percent, tenths where there are any. */
const percent = (share: number) => Math.round(1000 * share) / 10;

interface ShareInputProps {
  readonly share: Share;
  readonly value: number;
  readonly onChange: (percent: number) => void;
}

/** One share as a number to type over, and what such a token looks like. */
function ShareInput({ share, value, onChange }: ShareInputProps) {
  const id = useId();
  const [draft, setDraft] = useState<string>();
  const shown = draft ?? String(value);
  const take = () => {
    if (draft !== undefined && draft.trim() !== '') onChange(Number(draft));
    setDraft(undefined);
  };
  return (
    <span className={styles.share}>
      <input
        id={id}
        type="number"
        className={`mono ${styles.number}`}
        aria-label={NAMES[share]}
        min={0}
        max={100}
        step={1}
        style={{ width: `calc(${Math.max(2, shown.length)}ch + 4px)` }}
        value={shown}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
          if (event.key === 'Escape') setDraft(undefined);
          if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
            event.preventDefault(); // Our own step, which is taken at once.
            const size = event.shiftKey ? 10 : 1;
            onChange(Number(draft ?? value) + (event.key === 'ArrowUp' ? size : -size));
            setDraft(undefined);
          }
        }}
      />
      <label htmlFor={id}>
        % {NAMES[share].toLowerCase()}{' '}
        <span className={styles[share]} aria-hidden="true">
          {share === 'mask' ? '' : 'word'}
        </span>
      </label>
    </span>
  );
}

/** What becomes of the tokens asked: three shares that always add up to 100 %. */
export function SplitControl() {
  const app = useApp();
  const mask = useAppState((s) => s.settings.maskReplaceProb);
  const random = useAppState((s) => s.settings.randomReplaceProb);
  const split: FateShares = { mask, random, keep: Math.max(0, 1 - mask - random) };
  const set = (share: Share, value: number) => {
    const next = adjustShares(split, share, value / 100);
    app.settings.change({ maskReplaceProb: next.mask, randomReplaceProb: next.random });
  };
  return (
    <fieldset className={styles.split}>
      <legend className="visually-hidden">What becomes of the tokens asked, in percent</legend>
      {SHARES.map((share) => (
        <ShareInput
          key={share}
          share={share}
          value={percent(split[share])}
          onChange={(value) => set(share, value)}
        />
      ))}
    </fieldset>
  );
}
