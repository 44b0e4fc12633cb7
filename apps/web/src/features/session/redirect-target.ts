/**
 * A page of this application to go to after signing in. Anything that could lead elsewhere (another origin, a scheme,
 * `//host`, a backslash that browsers read as a slash) is refused.
 */
export function redirectTarget(wanted: string | undefined): string {
  if (!wanted?.startsWith('/') || /^\/[/\\]|[\\\t\n\r]/.test(wanted) || wanted.startsWith('/sign-in'))
    return '/'
  return wanted
}
