/** Shows enough of a secret to recognise it and too little to use it. */
export function mask(secret: string): string {
  return secret.length < 12 ? '****' : `${secret.slice(0, 4)}…${secret.slice(-2)}`
}
