import { formatCount } from '../../base/format';
import { BUDGETS } from '../../config/experiments';
import { Choice } from '../common/Choice';

interface Props {
  readonly label: string;
  readonly value: number;
  /** As many as the text has in the playground, where a text is learned */
  readonly own?: number | undefined;
  readonly disabled?: boolean;
  readonly onChoose: (steps: number) => void;
}

/** How many steps a run takes. */
export function StepsChoice({ own, ...props }: Props) {
  const { value } = props;
  const known: readonly number[] = own === undefined ? BUDGETS : [own, ...BUDGETS];
  const steps = [...new Set(known.includes(value) ? known : [...known, value])];
  const options = steps
    .sort((a, b) => a - b)
    .map((count) => ({
      value: count,
      words: `${formatCount(count)}${count === own ? ', as in the playground' : ''}`,
    }));
  return <Choice {...props} options={options} />;
}
