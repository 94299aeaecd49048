/** A text as a literal that Python and JavaScript both read, on one line. */
export const textLiteral = (text: string): string =>
  JSON.stringify(text.replace(/\p{Cs}/gu, '\ufffd')).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    escaped,
  );

const escaped = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A number as a Python float: `1` would be an integer. */
export const floatLiteral = (value: number): string =>
  Number.isInteger(value) ? value.toFixed(1) : String(value);

/** A truth value in Python. */
export const boolLiteral = (value: boolean): string => (value ? 'True' : 'False');
