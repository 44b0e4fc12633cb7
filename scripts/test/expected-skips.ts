/** Tests that may be left out, and why. Any other skipped test fails the run. */
export const expectedSkips: readonly {
  readonly test: RegExp
  readonly when: boolean
  readonly why: string
}[] = [
  {
    test: /the private Postgres serves on a socket that only its user can reach/,
    when: process.platform !== 'linux',
    why: 'reads the user of a process from /proc',
  },
]

export function isExpectedSkip(name: string): boolean {
  return expectedSkips.some(({ test, when }) => when && test.test(name))
}
