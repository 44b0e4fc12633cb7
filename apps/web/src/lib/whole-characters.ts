/** The place nearest before `at` that lies between two characters, not between the halves of one. */
export function wholeCharacters(text: string, at: number): number {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff ? at - 1 : at
}
