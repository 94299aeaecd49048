import { examScore } from '../base/examScore';
import type { KeptRun } from '../storage/keptRun';
import { textInWords, titleOf } from './cardNames';
import { holdsElsewhere } from './taken';

/** YAML reads a string of JSON as JSON does. */
const quoted = (text: string) => JSON.stringify(text.replaceAll(/\s+/g, ' ').trim());

/** The primary language of a text, as the Hub wants it; undefined where nobody knows it. */
function languageOf({ text }: KeptRun): string | undefined {
  const tag = text.language?.split('-')[0]?.toLowerCase();
  return tag === undefined || tag === 'und' ? undefined : tag;
}

/** The exam as the Hub's `model-index` lists it. A program reads it without what the card says about it. */
function modelIndex(run: KeptRun): string[] {
  const { accuracy, loss, perplexity } = examScore([run.exam]);
  const metric = (type: string, name: string, value: number, digits: number) => [
    `          - type: ${type}`,
    `            name: ${name}`,
    `            value: ${value.toFixed(digits)}`,
  ];
  return [
    'model-index:',
    `  - name: ${quoted(titleOf(run))}`,
    '    results:',
    '      - task:',
    '          type: fill-mask',
    '        dataset:',
    `          name: ${quoted(`held-out sentences of ${textInWords(run.text)}`)}`,
    '          type: own',
    '        metrics:',
    ...metric('accuracy', 'Blanks right', accuracy.mean, 4),
    ...metric('loss', 'Cross-entropy, nats a blank', loss.mean, 4),
    ...metric('perplexity', 'Perplexity', perplexity.mean, 2),
  ];
}

/** Cloze, its built-in texts and its starters are under this license, by its identifier on the Hub. */
const OURS = 'apache-2.0';

/** A name with an owner is one of the Hub: folders and files have no slash in theirs. */
const baseModel = (name = '') =>
  /^[\w.-]+\/[\w.-]+$/.test(name)
    ? [`base_model: ${name}`]
    : ['# If the opened model is on the Hub, name it:', '# base_model: OWNER/NAME'];

/** The license, where all that the model was made of is Cloze's; else what to think of in choosing one. */
function license({ settings, text, beganFrom }: KeptRun): string[] {
  const isOpened = settings.beginFrom === 'opened' || settings.tokenizer === 'model';
  if (text.builtIn !== undefined && !isOpened) return [`license: ${OURS}`];
  const starter = settings.beginFrom === 'starter' ? [`the starter (${OURS})`] : [];
  const rights = [
    ...(text.builtIn === undefined ? ['your text'] : []),
    ...(isOpened ? ['the opened model'] : starter),
  ];
  return [
    `# Choose a license that the rights in ${rights.join(' and in ')} allow, and remove the "#":`,
    `# license: ${OURS}`,
    ...(isOpened ? baseModel(beganFrom) : []),
  ];
}

/**
 * The metadata at the head of a model card (https://huggingface.co/docs/hub/model-cards). Results are left out where they
 * would not hold for whoever loads the model, or prove nothing. A starter is no `base_model`: that names a model on the Hub.
 */
export function cardMetadata(run: KeptRun): string[] {
  const language = languageOf(run);
  const isFromStarter = run.settings.beginFrom === 'starter';
  return [
    '---',
    ...license(run),
    ...(language === undefined ? [] : [`language: ${language}`]),
    'library_name: transformers',
    'pipeline_tag: fill-mask',
    'tags:',
    ...['bert', 'fill-mask', 'cloze', ...(isFromStarter ? ['cloze-starter'] : [])].map(
      (tag) => `  - ${tag}`,
    ),
    ...(holdsElsewhere(run) ? modelIndex(run) : []),
    '---',
  ];
}
