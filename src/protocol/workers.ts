/** Each worker's name: all workers run one script (`worker/main.ts`), which loads what the name stands for. */
export type WorkerName =
  | 'cloze-texts'
  | 'cloze-trainer'
  | 'cloze-experiments'
  | 'cloze-takeaway'
  | 'cloze-wordexam'
  | 'cloze-uses'
  | 'cloze-helper';
