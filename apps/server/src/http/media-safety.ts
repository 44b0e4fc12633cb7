/** Types that a browser shows without running anything in them. */
const shown = /^(image\/(?!svg)|audio\/|video\/|application\/pdf$|text\/plain$|text\/csv$|text\/markdown$)/

/** Anything else is only offered to be saved: what a client uploaded must not act as a page of this server. */
export function dispositionOf(contentType: string): 'inline' | 'attachment' {
  return shown.test(contentType) ? 'inline' : 'attachment'
}

/** Should a browser open it all the same: no scripts, no forms, an origin of its own. */
export const contentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
