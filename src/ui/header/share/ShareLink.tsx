import { useEffect, useId, useState } from 'react';
import { formatCount } from '../../../base/format';
import { MAX_LINK } from '../../../store/links/sent/limits';
import { holdsOf, joined } from '../../../store/links/sent/shareable';
import { withHash } from '../../address';
import { useAppState } from '../../app';
import styles from './SharePopover.module.css';
import { holdsWords, lengthWords, noTextWords } from './shareWords';
import { usePackedText } from './usePackedText';
import { useRepeat } from './useRepeat';
import { WhatItDoes } from './WhatItDoes';

interface Props {
  /** Of the page's address */
  readonly hash: string;
  readonly copied: Promise<boolean>;
}

/** The link, what it holds, and ways to send it. */
export function ShareLink({ hash: pageHash, copied }: Props) {
  const shown = useAppState((s) => s.source);
  const isLesson = useAppState((s) => s.lessons.open !== undefined);
  const repeat = useRepeat();
  const [repeats, setRepeats] = useState(false);
  const [wantsText, setWantsText] = useState(false);
  const [said, setSaid] = useState('');
  const switchId = useId();

  const run = repeats && repeat?.kind === 'run' ? repeat : undefined;
  const source = run?.source ?? shown;
  const hash = run?.hash ?? pageHash;
  const packed = usePackedText(source);
  const own = typeof packed === 'object' ? packed.own : undefined;
  const withText = own === undefined ? undefined : withHash(joined(hash, `own=${own}`));
  const tooLong = withText !== undefined && withText.length > MAX_LINK && withText.length;
  const whyNot = typeof packed === 'object' ? tooLong : packed;
  const hasText = wantsText && withText !== undefined && !whyNot;
  const link = hasText ? withText : withHash(hash);
  const holds = holdsWords(source, hasText, run !== undefined);

  const say = (isCopied: boolean, where: string) =>
    setSaid(isCopied ? `Link copied. ${holds}` : `Copy the link from ${where}. ${holds}`);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it was copied as it was then
  useEffect(() => {
    void copied.then((isCopied) => say(isCopied, 'the address bar'));
  }, [copied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      say(true, '');
    } catch {
      say(false, 'the box');
    }
  };
  // Where the person takes it back there is nothing to say.
  const send = () => navigator.share({ title: 'Cloze', url: link }).catch(() => {});

  return (
    <>
      <p role="status" className={styles.said}>
        {said}
      </p>
      <input
        className={`mono ${styles.link}`}
        aria-label="Link"
        readOnly
        value={link}
        onFocus={(event) => event.target.select()}
      />
      {!isLesson && repeat && (
        <WhatItDoes
          repeat={repeat}
          repeats={run !== undefined}
          onChoose={(chosen) => {
            setRepeats(chosen);
            setSaid('');
          }}
        />
      )}
      {!isLesson && holdsOf(source) === 'text' && (
        <div className={styles.option}>
          <input
            type="checkbox"
            id={switchId}
            checked={hasText}
            disabled={withText === undefined || Boolean(whyNot)}
            aria-describedby={`${switchId}-why`}
            onChange={(event) => {
              setWantsText(event.target.checked);
              setSaid('');
            }}
          />
          <label htmlFor={switchId}>
            Include the text ({formatCount(source.characters)} characters)
          </label>
          <p id={`${switchId}-why`} className="small-print">
            {whyNot
              ? noTextWords(whyNot)
              : 'Your text will be in the link. Whoever has the link can read it.'}
          </p>
        </div>
      )}
      <p className="small-print">{lengthWords(link.length)}</p>
      <div className={styles.actions}>
        <button type="button" className="button primary" onClick={() => void copy()}>
          Copy link
        </button>
        {'share' in navigator && (
          <button type="button" className="button" onClick={() => void send()}>
            Send with…
          </button>
        )}
      </div>
    </>
  );
}
