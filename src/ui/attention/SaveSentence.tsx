import { useState } from 'react';
import type { Direction } from '../../corpus/direction';
import type { AttentionMaps, View } from '../../protocol/look';
import type { Specimen } from '../../store/playground/specimen';
import styles from './SaveSentence.module.css';
import type { MapColours } from './useMapColours';

interface Props {
  readonly specimen: Specimen;
  readonly view: View;
  /** [V] */
  readonly vocabulary: readonly string[];
  readonly from: { readonly maps: AttentionMaps; readonly name: string } | undefined;
  /** The head that is shown large */
  readonly head: { readonly layer: number; readonly head: number } | undefined;
  readonly dir: Direction;
  readonly colours: MapColours;
}

const KINDS = {
  json: 'For BertViz, with the guesses',
  svg: 'A picture that scales: the maps as they are shown, and the guesses',
  png: 'A picture: the maps as they are shown, and the guesses',
} as const;
type Kind = keyof typeof KINDS;
const ORDER: readonly Kind[] = ['json', 'svg', 'png'];

/** Saves the sentence on the stage. What writes the files is loaded with the first of them. */
export default function SaveSentence({ specimen, view, vocabulary, ...shown }: Props) {
  const [failed, setFailed] = useState(false);
  const save = async (kind: Kind) => {
    setFailed(false);
    try {
      const [{ saveSentence }, { sentenceFacts }] = await Promise.all([
        import('./saving/saveSentence'),
        import('./saving/sentenceFacts'),
      ]);
      await saveSentence(kind, { ...shown, facts: sentenceFacts(specimen, view, vocabulary) });
    } catch {
      setFailed(true);
    }
  };
  return (
    <p className={styles.save}>
      Save this sentence as{' '}
      {ORDER.map((kind) => (
        <button
          key={kind}
          type="button"
          className="link"
          title={KINDS[kind]}
          onClick={() => void save(kind)}
        >
          {kind.toUpperCase()}
        </button>
      ))}
      {failed && <span role="alert">It could not be saved. Reload the page and try again.</span>}
    </p>
  );
}
