import type { Backend } from '../../../config/settings';
import { builtInTexts } from '../../../corpus/builtInTexts';
import { languages } from '../../../grammar/languages';
import type { SavedText } from '../../../storage/keptRun';
import type { Link, LinkProblem } from '../readLink';
import { type SentRun, unpackRun } from './replay';
import { unpackText } from './sentText';

/** Whether there is something here that a backend would run on; whether it works shows when it starts. */
async function isHere(backend: Backend): Promise<boolean> {
  switch (backend) {
    case 'wasm':
    case 'cpu':
      return true;
    case 'webgl':
      return new OffscreenCanvas(1, 1).getContext('webgl2') !== null;
    default:
      return (await navigator.gpu?.requestAdapter()) != null;
  }
}

/** The text that the run of a link was trained on, as the link knows it. */
function textOfRun({ text: id }: Link, { text }: SentRun): SavedText {
  const builtIn = [...builtInTexts, ...languages].find((one) => one.id === id);
  return { name: builtIn?.name ?? '', builtIn: builtIn?.id, ...text };
}

/**
 * The link with what is packed in it: a text, and a run to repeat, on the backend that it ran on where there is that one
 * here. What cannot be unpacked is a problem more, and the rest of the link stands. Never throws.
 */
export async function unpack(link: Link): Promise<Link> {
  const { own, replay: raw } = link.packed;
  const problems: LinkProblem[] = [...link.problems];
  const text = own === undefined ? undefined : await unpackText(own);
  if (text && 'why' in text) problems.push(text);
  const sent = text && !('why' in text) ? text : undefined;
  const run = raw === undefined ? undefined : unpackRun(raw);
  if (raw === undefined || !run || 'why' in run) {
    return { ...link, sent, problems: run && 'why' in run ? [...problems, run] : problems };
  }
  const isFree = link.given.backend === undefined;
  const isThere = isFree && (await isHere(run.backend).catch(() => false));
  const backend = isThere ? { backend: run.backend } : {};
  const settings = { ...link.settings, ...backend };
  return {
    ...link,
    ...{ problems, settings, given: { ...link.given, ...backend } },
    sent: sent ?? textOfRun(link, run),
    replay: { ...run, raw, settings },
  };
}
