/** How rows become a text. */
export interface Encoding {
  readonly head: string
  readonly between: string
  readonly row: (row: never) => string
  readonly tail: string
}

/** Turns rows into the bytes of one file, portion by portion. */
export interface RowEncoder {
  encode(rows: readonly never[]): Uint8Array
  /** What stands behind the last row. */
  end(): Uint8Array
}
