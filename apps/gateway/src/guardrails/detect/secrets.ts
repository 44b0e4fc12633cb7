/** Keys and tokens by their forms. One that is still being written counts up to where it ends for now. */
export const secretForms: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----|$)/g,
  // Amazon, Google, Azure.
  /(?<!\w)(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?!\w)/g,
  /(?<=aws.{0,20}secret.{0,20}["']?\s{0,3}[:=]\s{0,3}["']?)[A-Za-z0-9/+=]{40}(?![A-Za-z0-9/+=])/gi,
  /(?<!\w)AIza[\w-]{35}(?!\w)/g,
  /(?<!\w)ya29\.[\w-]{20,}/g,
  /(?<=AccountKey=)[A-Za-z0-9+/]{40,}={0,2}/g,
  // Keys that say who gave them.
  /(?<!\w)(?:sk|rk|pk)[-_](?:[a-z]{2,12}[-_])?[A-Za-z0-9_-]{16,}/g,
  /(?<!\w)gh[pousr]_[A-Za-z0-9]{36,}/g,
  /(?<!\w)github_pat_\w{22,}/g,
  /(?<!\w)glpat-[\w-]{20,}/g,
  /(?<!\w)xox[abeoprs]-[\w-]{10,}/g,
  /https:\/\/hooks\.slack\.com\/(?:services|workflows)\/[\w/-]{20,}/g,
  /(?<!\w)(?:npm_[A-Za-z0-9]{36}|pypi-[\w-]{50,}|hf_[A-Za-z0-9]{30,}|dop_v1_[0-9a-f]{64}|dapi[0-9a-f]{32})(?!\w)/g,
  /(?<!\w)SG\.[\w-]{20,24}\.[\w-]{39,50}/g,
  // A signed or sealed token: base64 of {"
  /(?<!\w)eyJ[\w-]{16,}(?:\.[\w-]+){0,4}/g,
  // Passwords inside addresses.
  /(?<=\b[a-z][a-z0-9+]{1,15}:\/\/[^\s:@/]{1,64}:)[^\s@/]{3,128}(?=@)/gi,
]

/** What is called a secret. Only what looks like no word is taken for one. */
export const namedSecret =
  /(?<=(?:passw(?:or)?d|passphrase|pwd|secret|token|credential|api[_-]?key|access[_-]?key|auth[_-]?key|private[_-]?key)["'`]?\s{0,3}(?:=>|:=|[:=])\s{0,3}["'`]?)[^\s"'`<>,;(){}]{8,256}/gi

/** A quoted text that may be nothing but signs drawn by lot. */
export const quotedText = /(?<=["'`])[A-Za-z0-9+/_=-]{20,512}(?=["'`]|$)/g

/** Bits of Shannon's entropy for each character. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>()
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}

/** Letters and digits without the regularity of a word or a number. */
export function looksDrawn(text: string): boolean {
  if (!/\d/.test(text) || !/[a-z]/i.test(text)) return false
  if (/^[0-9a-f]+$/i.test(text)) return entropyOf(text) > 3
  return entropyOf(text) > 4.2
}

/** A weaker rule for what is called a secret: no name of a variable, no placeholder. */
export function looksSecret(text: string): boolean {
  return (
    /\d/.test(text) && /[a-z]/i.test(text) && entropyOf(text) > 2.8 && !/^(?:process|os|env)\./.test(text)
  )
}
