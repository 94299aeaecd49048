import { languageName, languages } from '../../grammar/languages';
import { useApp, useAppState } from '../app';

/** Which language is learned: a built-in one, or one's own grammar once there is one. */
export function LanguageChoice() {
  const app = useApp();
  const id = useAppState(({ experiments }) => experiments.opening?.id ?? experiments.languageId);
  const isTraining = useAppState((s) => s.experiments.running?.kind === 'twins');
  const hasOwn = useAppState((s) => s.experiments.ownGrammar !== '');
  return (
    <label>
      Language{' '}
      <select
        value={id}
        disabled={isTraining}
        title={isTraining ? 'Stop the three models first' : undefined}
        onChange={(event) => void app.experiments.openLanguage(event.target.value)}
      >
        {(id === 'own' || hasOwn) && <option value="own">{languageName('own')}</option>}
        {languages.map((language) => (
          <option key={language.id} value={language.id}>
            {language.name}
          </option>
        ))}
      </select>
    </label>
  );
}
