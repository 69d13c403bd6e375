/** Something to choose from, and a few words on it. */
export interface Item {
  readonly value: string;
  readonly about: string;
}
