import type { ComponentProps, ReactNode } from 'react';

interface Option<T> {
  readonly value: T;
  readonly words: string;
  readonly disabled?: boolean;
}

interface Props<T> extends Omit<ComponentProps<'select'>, 'value' | 'onChange' | 'children'> {
  /** Stands before the select and names it, unless there is an `aria-label` */
  readonly label: ReactNode;
  readonly value: T;
  readonly options: readonly Option<T>[];
  readonly onChoose: (value: T) => void;
}

/** One of a few values, as a native select within a line of words. */
export function Choice<T extends string | number>({
  label,
  value,
  options,
  onChoose,
  ...select
}: Props<T>) {
  return (
    <label>
      {label}{' '}
      <select
        {...select}
        className="underlined"
        value={value}
        onChange={({ target }) => {
          const chosen = options[target.selectedIndex];
          if (chosen) onChoose(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The entries of a table of words as options, in their order. */
export function optionsOf<T extends string>(words: Readonly<Record<T, string>>): Option<T>[] {
  return (Object.keys(words) as T[]).map((value) => ({ value, words: words[value] }));
}
