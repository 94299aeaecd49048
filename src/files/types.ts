export type FileKind =
  | 'text'
  | 'csv'
  | 'tsv'
  | 'json'
  | 'html'
  | 'xml'
  | 'subtitles'
  | 'docx'
  | 'odt'
  | 'epub'
  | 'pdf';

/** A column of a table, or a field of records, that may be read. */
export interface Part {
  readonly name: string;
  /** The beginning of what stands in it */
  readonly sample: string;
}

/** How a table is written. */
export interface TableForm {
  /** Stands between cells */
  readonly delimiter: string;
  /** Whether `"` encloses cells; where it does not, it is a character like others. */
  readonly quoted: boolean;
  /** Whether a backslash takes a mark into a cell, as MySQL and Spark write it; else a second mark does */
  readonly backslash: boolean;
  /** Whether some cells need their marks: then what stands between two marks is a cell, though it looks like rows */
  readonly trusted: boolean;
  /** Cells of most rows */
  readonly columns: number;
  /** Columns that hold numbers only */
  readonly numeric: readonly number[];
  /** Lines before the table begins */
  readonly skip: number;
  /** Whether the first row holds names */
  readonly header: boolean;
  /** Cells that rows have before those that the header names: R writes row names so */
  readonly unnamed: number;
  /** The column that delimiters which stand too many in a row belong to: it holds the longest text */
  readonly wide: number;
}

/** What the beginning of a file says about it: plain data, so that it may be posted. */
export interface FileFacts {
  readonly kind: FileKind;
  /** WHATWG label such as 'utf-8', 'utf-16le', 'windows-1252'; undefined for docx, odt, epub and pdf */
  readonly encoding: string | undefined;
  /** Whether a byte order mark, the file's own word or validity says so; otherwise it is a guess */
  readonly encodingSure: boolean;
  /** Columns of a table or fields of records, in order; none for other kinds */
  readonly choices: readonly Part[];
  /** Name of the one with the longest text */
  readonly suggested: string | undefined;
  /** What was decided in looking at it, in plain sentences for the page */
  readonly notes?: readonly string[];
  /** csv and tsv only */
  readonly table: TableForm | undefined;
}

/** What a person may choose about a file. Another encoding may give other names to the parts. */
export interface FileChoice {
  /** Label of an encoding of `ENCODINGS` */
  readonly encoding?: string;
  /** Name of a column or field */
  readonly part?: string;
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** Told how many bytes of the file have been read; for a pdf, in proportion to its pages. */
  readonly onProgress?: (bytesRead: number) => void;
  /** Told in a plain sentence for the page what was decided about the file, or left out of it. */
  readonly onNote?: (note: string) => void;
}
