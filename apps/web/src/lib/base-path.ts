/** Path prefix of the platform, without a slash at its end; empty at the root and on Vite's own server. */
export const basePath = readBasePath()

/** A path of the server as the browser has to ask for it. */
export function belowBase(path: string): string {
  return basePath + path
}

/** Address of the server for clients. */
export function serverUrl(): string {
  return location.origin + basePath
}

/** The server writes the prefix into the page, or the way up to it. */
function readBasePath(): string {
  // Unit tests run outside a page.
  if (typeof document === 'undefined') return ''
  const content = document.querySelector<HTMLMetaElement>('meta[name="base-path"]')?.content ?? './'
  // As it stands in the file, which Vite's own server shows.
  if (content === './') return ''
  return new URL(content, document.baseURI).pathname.replace(/\/$/, '')
}
