import { shortened } from '../../base/words';
import { useApp, useAppState } from '../app';
import { useExperiments } from './useExperiments';

/** That the models learn a made-up language, and how to ask the same of the text in the playground. */
export function OwnTextInstead() {
  const app = useApp();
  const { playground, opening } = useExperiments('playground', 'opening');
  const isTraining = useAppState((s) => s.experiments.running?.kind === 'twins');
  const name = playground && `“${shortened(playground.name)}”`;
  return (
    <p className="small-print">
      The three models learn this made-up language, not {name ?? 'the text'} in the playground.{' '}
      {playground?.text ? (
        <button
          type="button"
          className="button small"
          disabled={isTraining || opening !== undefined}
          title={isTraining ? 'Stop the three models first' : undefined}
          onClick={() => void app.experiments.openLanguage('text')}
        >
          Ask the same of that text
        </button>
      ) : (
        playground && !playground.isComing && `They cannot learn that text: ${playground.why}`
      )}
    </p>
  );
}
