import type { Block } from '../../../protocol/uses';
import styles from './Blocks.module.css';
import { Frames } from './Frames';
import { Grid } from './Grid';
import { Ranking } from './Ranking';
import { TableBlock } from './TableBlock';
import { Words } from './Words';

function One({ block }: { block: Block }) {
  switch (block.kind) {
    case 'ranking':
      return <Ranking block={block} />;
    case 'grid':
      return <Grid block={block} />;
    case 'table':
      return <TableBlock block={block} />;
    case 'frames':
      return <Frames block={block} />;
    case 'sentence':
      return (
        <div>
          {block.title && <h3 className={styles.title}>{block.title}</h3>}
          <p className={styles.sentence}>
            <Words words={block.words} />
          </p>
        </div>
      );
    case 'says':
      return (
        <p className={styles.says}>
          {block.strong && <strong>{block.strong}</strong>} {unbroken(block.text)}
        </p>
      );
  }
}

/** A number and its sign stay on one line. */
const unbroken = (text: string) => text.replaceAll(/(?<=\d) (?=%)/g, '\u00a0');

/** The parts of an answer, one below the other. */
export function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return (
    <div className={styles.blocks}>
      {blocks.map((block, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
        <One key={i} block={block} />
      ))}
    </div>
  );
}

/** What an answer comes to, short enough to be read out: its first sentence, or that there is one. */
export function gistOf(blocks: readonly Block[]): string {
  const says = blocks.find((block) => block.kind === 'says');
  return says ? [says.strong, says.text].filter(Boolean).join(' ') : 'Answered.';
}
