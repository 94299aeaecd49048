import { examScore } from '../base/examScore';
import { starterOf } from '../config/starter';
import type { KeptRun } from '../storage/keptRun';
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
    `  - name: ${quoted(run.name)}`,
    '    results:',
    '      - task:',
    '          type: fill-mask',
    '        dataset:',
    `          name: ${quoted(`${run.text.name}, held-out sentences`)}`,
    '          type: own',
    '        metrics:',
    ...metric('accuracy', 'Blanks right', accuracy.mean, 4),
    ...metric('loss', 'Cross-entropy, nats a blank', loss.mean, 4),
    ...metric('perplexity', 'Perplexity', perplexity.mean, 2),
  ];
}

/**
 * The metadata at the head of a model card (https://huggingface.co/docs/hub/model-cards). The license is for the person
 * to choose. Results are left out where they would not hold for whoever loads the model, or prove nothing.
 */
export function cardMetadata(run: KeptRun): string[] {
  const language = languageOf(run);
  const starter = run.settings.beginFrom === 'starter' && starterOf(run.text.language ?? '');
  return [
    '---',
    '# Choose a license before you share this model, for example:',
    '# license: apache-2.0',
    ...(language === undefined ? [] : [`language: ${language}`]),
    'library_name: transformers',
    'pipeline_tag: fill-mask',
    'tags:',
    ...['bert', 'fill-mask', 'cloze', ...(starter ? ['cloze-starter'] : [])].map(
      (tag) => `  - ${tag}`,
    ),
    ...(holdsElsewhere(run) ? modelIndex(run) : []),
    '---',
  ];
}
