const everywhere = ['0.0.0.0', '::']

/** How a process on this machine reaches a server that listens on the host; undefined: loopback. */
export function localUrl(host: string | undefined, port: number): string {
  if (host === undefined || host === 'localhost' || everywhere.includes(host)) {
    return `http://127.0.0.1:${port}`
  }
  return urlOf(host, port)
}

/** The same as it is shown to people: under the name that they set, else as localhost. */
export function shownUrl(host: string | undefined, port: number): string {
  return urlOf(host === undefined || everywhere.includes(host) ? 'localhost' : host, port)
}

function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
