/** A paragraph of a lesson: what stands between asterisks is set in italics. */
export function Said({ text }: { text: string }) {
  const parts = text.split('*');
  return (
    <>
      {parts.map((part, i) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never change places
        i % 2 === 1 ? <em key={i}>{part}</em> : part,
      )}
    </>
  );
}
