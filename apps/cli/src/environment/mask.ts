/** Shows enough of a secret to recognise it and too little to use it. */
export function mask(secret: string): string {
  return secret.length < 12 ? '****' : `${secret.slice(0, 4)}…${secret.slice(-2)}`
}

/** A connection URL without its credentials. Text that is no URL may be anything, so nothing of it is shown. */
export function maskUrl(text: string): string {
  if (!URL.canParse(text)) return mask(text)
  const url = new URL(text)
  if (url.password) url.password = '****'
  url.search = ''
  return url.toString()
}
