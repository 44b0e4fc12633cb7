/** An address for headers, traces, logs and states: what it carries before the host or after the path may be secret. */
export function shownAddress(address: string): string {
  return address.replace(/^(https?:\/\/)[^/?#]*@/i, '$1').replace(/[?#].*$/, '')
}
