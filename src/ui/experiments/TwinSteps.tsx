import { useApp } from '../app';
import { StepsChoice } from './StepsChoice';
import { useExperiments } from './useExperiments';

/** How many steps each of the three models takes; on a text as many as in the playground, unless others are chosen. */
export function TwinSteps() {
  const { experiments } = useApp();
  const { maxSteps, text, textSteps, running } = useExperiments(
    ...(['maxSteps', 'text', 'textSteps', 'running'] as const),
  );
  const same = { label: 'Steps', disabled: running?.kind === 'twins' };
  if (!text) return <StepsChoice {...same} value={maxSteps} onChoose={experiments.setMaxSteps} />;
  const { maxSteps: own } = text.settings;
  return (
    <StepsChoice
      {...same}
      {...{ value: textSteps ?? own, own }}
      onChoose={(steps) => experiments.setTextSteps(steps === own ? undefined : steps)}
    />
  );
}
