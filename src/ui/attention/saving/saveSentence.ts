import { fileNameOf } from '../../../base/slug';
import { asPng } from '../../common/asPng';
import { saveFile } from '../../common/saveFile';
import { type AttentionPicture, attentionSvg } from './attentionSvg';
import { bertVizJson } from './bertViz';

export type Kind = 'json' | 'svg' | 'png';

type Pictured = Omit<AttentionPicture, 'colours'> & {
  readonly colours: Omit<AttentionPicture['colours'], 'paper' | 'ink' | 'muted'>;
};

/** Saves the sentence on the stage with what the heads look at and what is guessed; a picture is in the theme's colours. */
export async function saveSentence(kind: Kind, pictured: Pictured): Promise<void> {
  const { facts } = pictured;
  const name = `${fileNameOf(facts.sentence)}-step-${facts.step}.${kind}`;
  if (kind === 'json') {
    saveFile(name, new Blob([bertVizJson(facts)], { type: 'application/json' }));
    return;
  }
  const style = getComputedStyle(document.documentElement);
  const role = (of: string) => style.getPropertyValue(`--${of}`).trim();
  const colours = {
    ...{ ...pictured.colours, paper: role('paper'), ink: role('ink'), muted: role('muted') },
  };
  const picture = attentionSvg({ ...pictured, colours });
  saveFile(
    name,
    kind === 'png' ? await asPng(picture) : new Blob([picture.text], { type: 'image/svg+xml' }),
  );
}
