import { formatCount } from '../../base/format';
import { BUDGETS } from '../../config/experiments';
import { Choice } from '../common/Choice';

interface Props {
  readonly label: string;
  readonly value: number;
  readonly disabled?: boolean;
  readonly onChoose: (steps: number) => void;
}

const OPTIONS: readonly { value: number; words: string }[] = BUDGETS.map((steps) => ({
  value: steps,
  words: formatCount(steps),
}));

/** How many steps a run takes. */
export const StepsChoice = (props: Props) => <Choice {...props} options={OPTIONS} />;
