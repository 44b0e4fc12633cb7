import type { ConfigSource } from './source.ts'

/** What is told of files, as one reads them: the including file first, then by line. */
export function inOrder<Told extends { readonly file: string; readonly line: number | undefined }>(
  sources: readonly ConfigSource[],
  told: readonly Told[],
): Told[] {
  const order = sources.map(({ file }) => file)
  return told.toSorted(
    (a, b) => order.indexOf(a.file) - order.indexOf(b.file) || (a.line ?? 0) - (b.line ?? 0),
  )
}
