import { lockOwner } from '../supervisor/folder-lock.ts'
import type { ProcessIdentity } from '../supervisor/process-identity.ts'
import { type RunState, readRunState } from '../supervisor/run-state.ts'
import { runPaths } from '../supervisor/supervisor.ts'

export interface RunningInstance extends ProcessIdentity {
  readonly since: string
  /** Absent while it starts. */
  readonly state: RunState | undefined
}

/** The supervisor that holds the data folder right now, if there is one. */
export async function findRunning(dataDir: string): Promise<RunningInstance | undefined> {
  const paths = runPaths(dataDir)
  const owner = await lockOwner(paths.lock)
  if (!owner) return undefined
  const state = await readRunState(paths.state)
  const own = state?.supervisor.pid === owner.pid && state.supervisor.began === owner.began
  return { pid: owner.pid, began: owner.began, since: owner.since, state: own ? state : undefined }
}
