/** Something to choose from, and a few words on it. */
export interface CompletionItem {
  readonly value: string;
  readonly about: string;
}

/** What to offer: things, or the names of files, which the shell knows best. */
export type Candidates = readonly CompletionItem[] | 'files';

/** Where values come from that are not fixed choices; candidates.ts has how each is found. */
export type CompletionSource =
  | 'documents'
  | 'exportFormats'
  | 'files'
  | 'findings'
  | 'modes'
  | 'profiles'
  | 'regions'
  | 'regionsOrAll'
  | 'services'
  | 'shells'
  | 'vpcIds'
  | 'worlds';
