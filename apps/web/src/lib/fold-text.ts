/** A text as it is compared when somebody looks for it: full and half width, capitals and small letters are the same. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
