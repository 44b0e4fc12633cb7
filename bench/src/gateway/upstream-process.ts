import { startUpstream } from './upstream.ts'

/** The upstream as a process of its own, on the load's core. Tells its address over IPC. */
const { origin } = await startUpstream()
process.send?.(origin)
process.once('disconnect', () => process.exit())
