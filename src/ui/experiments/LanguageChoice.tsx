import { languageName, languages } from '../../grammar/languages';
import type { PlaygroundText } from '../../store/experiments/ownText';
import { useApp, useAppState } from '../app';
import { Choice } from '../common/Choice';

/** The text in the playground by its name; it cannot be chosen where it cannot be learned. */
export const textOption = (playground: PlaygroundText | undefined) => {
  const isReady = !playground || playground.text !== undefined || playground.isComing;
  const name = playground?.name ? ` (${playground.name})` : '';
  return {
    value: 'text',
    words: `The text in the playground${name}${isReady ? '' : ' – not possible'}`,
    disabled: !isReady,
  };
};

/** Built-in languages, and one's own grammar where there is one. */
export const languageOptions = (hasOwn: boolean) => [
  ...(hasOwn ? [{ value: 'own', words: languageName('own') }] : []),
  ...languages.map(({ id, name }) => ({ value: id, words: `made up: “${name}”` })),
];

/** What is learned: the text in the playground, a built-in language, or one's own grammar once there is one. */
export function LanguageChoice() {
  const app = useApp();
  const id = useAppState(({ experiments }) => experiments.opening?.id ?? experiments.languageId);
  const isTraining = useAppState((s) => s.experiments.running?.kind === 'twins');
  const hasOwn = useAppState((s) => s.experiments.ownGrammar !== '');
  const playground = useAppState((s) => s.experiments.playground);
  return (
    <Choice
      label="Language"
      value={id}
      options={[textOption(playground), ...languageOptions(id === 'own' || hasOwn)]}
      disabled={isTraining}
      title={isTraining ? 'Stop the three models first' : undefined}
      onChoose={(chosen) => void app.experiments.openLanguage(chosen)}
    />
  );
}
