/** What can go wrong below the CLI's commands. The CLI shows each kind as a sentence with a remedy. */
export type SupervisorFailureKind =
  | 'folder.busy'
  | 'folder.unwritable'
  | 'folder.unreachable'
  | 'postgres.package'
  | 'postgres.version'
  | 'postgres.init'
  | 'postgres.user'
  | 'socket.folder'
  | 'port.busy'
  | 'port.denied'
  | 'port.address'
  | 'child.failed'
  | 'child.fatal'
  | 'child.slow'
  | 'child.silent'
  | 'disk.full'
  | 'stopped'

export type SupervisorFailureValues = Readonly<Record<string, string | number>>

export class SupervisorFailure extends Error {
  override readonly name = 'SupervisorFailure'
  readonly kind: SupervisorFailureKind
  readonly values: SupervisorFailureValues
  /** Last lines of the log that explain it, when there are any. */
  readonly tail: readonly string[]
  /** Trying again with the same settings changes nothing. */
  readonly permanent: boolean

  constructor(
    kind: SupervisorFailureKind,
    values: SupervisorFailureValues = {},
    { tail = [], permanent = false }: { tail?: readonly string[]; permanent?: boolean } = {},
  ) {
    super(`${kind} ${JSON.stringify(values)}`)
    this.kind = kind
    this.values = values
    this.tail = tail
    this.permanent = permanent
  }
}

export function errorCode(error: unknown): string {
  return (error as NodeJS.ErrnoException | undefined)?.code ?? String(error)
}
