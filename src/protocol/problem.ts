/** What happened, why, and what to do now. */
export interface Problem {
  readonly kind:
    | 'backend'
    | 'device-lost'
    | 'not-finite'
    | 'text'
    | 'settings'
    | 'worker'
    | 'storage';
  readonly what: string;
  readonly why: string;
  readonly advice: string;
}
