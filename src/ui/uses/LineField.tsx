import { type ComponentProps, useLayoutEffect, useRef } from 'react';

interface Props extends Omit<ComponentProps<'textarea'>, 'value' | 'onChange'> {
  readonly value: string;
  readonly onEdit: (text: string) => void;
}

/** A line that wraps where it has no room, so that all of it is in sight. Enter sends its form. */
export function LineField({ value, onEdit, ...rest }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text has another height
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    const grow = () => {
      element.style.height = 'auto';
      const borders = element.offsetHeight - element.clientHeight;
      element.style.height = `${element.scrollHeight + borders}px`;
    };
    grow();
    let { clientWidth } = element;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth !== clientWidth) grow();
      ({ clientWidth } = element);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [value]);
  return (
    <textarea
      {...rest}
      ref={field}
      rows={1}
      value={value}
      onChange={({ target }) => onEdit(target.value.replace(/\s*\n\s*/g, ' '))}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.currentTarget.form?.requestSubmit();
      }}
    />
  );
}
