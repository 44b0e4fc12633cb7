/** A text that every reader of UTF-8 accepts: halves of surrogate pairs, which JSON lets through, are replaced. */
export function wellFormed(text: string): string {
  return text.isWellFormed() ? text : text.toWellFormed()
}

export function wellFormedOrNull(text: string | null | undefined): string | null {
  return text == null ? null : wellFormed(text)
}

export function wellFormedMap(map: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).map(([key, text]) => [wellFormed(key), wellFormed(text)]))
}
