import type { Role } from '@kansoku/contracts'
import type { TestServer } from './start-test-server.ts'

/** Gives all members another role while something is done, whatever comes of it: afterwards they are owners again. */
export async function withRole<T>({ server }: TestServer, role: Role, act: () => Promise<T>): Promise<T> {
  const setRole = (name: Role) =>
    server.context.metadata.pool.query('UPDATE kansoku.organization_memberships SET role = $1', [name])
  await setRole(role)
  try {
    return await act()
  } finally {
    await setRole('OWNER')
  }
}
