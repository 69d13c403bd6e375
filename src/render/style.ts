/** How text may look on the stream that it goes to; found out by the command line, never here. */
export interface Style {
  readonly colour: boolean;
  /** Columns of the terminal. Only ids and commands, which must stay whole, may run over it. */
  readonly width: number;
  /** False where the terminal shows only ASCII. */
  readonly unicode: boolean;
}
