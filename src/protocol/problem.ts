/** What happened, why, and what to do now. */
export interface Problem {
  readonly kind:
    | 'backend'
    | 'device-lost'
    | 'out-of-memory'
    | 'not-finite'
    | 'text'
    | 'settings'
    | 'worker'
    | 'storage';
  readonly what: string;
  readonly why: string;
  readonly advice: string;
}
