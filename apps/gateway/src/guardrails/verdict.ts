import type { Counts } from './detect/span.ts'

/** What a guardrail says of texts. */
export type Verdict =
  | { readonly kind: 'passed' }
  /** One text for each that was looked at. */
  | { readonly kind: 'masked'; readonly texts: readonly string[]; readonly found: Counts }
  | {
      readonly kind: 'refused'
      readonly message: string
      readonly found: Counts
      /** What may be written down of the texts; absent: as they are. */
      readonly texts?: readonly string[]
    }
