import { formatCount } from '../../base/format';
import { BUDGETS } from '../../config/experiments';

interface Props {
  readonly label: string;
  readonly value: number;
  readonly disabled?: boolean;
  readonly onChoose: (steps: number) => void;
}

/** How many steps a run takes. */
export function StepsChoice({ label, value, disabled, onChoose }: Props) {
  return (
    <label>
      {label}{' '}
      <select
        value={value}
        disabled={disabled}
        onChange={(event) => onChoose(Number(event.target.value))}
      >
        {BUDGETS.map((steps) => (
          <option key={steps} value={steps}>
            {formatCount(steps)}
          </option>
        ))}
      </select>
    </label>
  );
}
