import { languageName, languages } from '../../grammar/languages';
import { useApp, useAppState } from '../app';
import { Choice } from '../common/Choice';

/** Built-in languages, and one's own grammar where there is one. */
export const languageOptions = (hasOwn: boolean) => [
  ...(hasOwn ? [{ value: 'own', words: languageName('own') }] : []),
  ...languages.map(({ id, name }) => ({ value: id, words: name })),
];

/** Which language is learned: a built-in one, or one's own grammar once there is one. */
export function LanguageChoice() {
  const app = useApp();
  const id = useAppState(({ experiments }) => experiments.opening?.id ?? experiments.languageId);
  const isTraining = useAppState((s) => s.experiments.running?.kind === 'twins');
  const hasOwn = useAppState((s) => s.experiments.ownGrammar !== '');
  return (
    <Choice
      label="Language"
      value={id}
      options={languageOptions(id === 'own' || hasOwn)}
      disabled={isTraining}
      title={isTraining ? 'Stop the three models first' : undefined}
      onChoose={(chosen) => void app.experiments.openLanguage(chosen)}
    />
  );
}
