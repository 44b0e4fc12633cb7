import { createHash } from 'node:crypto'
import { splitCallId } from './signatures.ts'

const ALLOWED = /^[a-zA-Z0-9_-]{1,64}$/

/** Names that the service accepts (`[a-zA-Z0-9_-]{1,64}`) for the caller's, and the way back. */
export interface ToolNames {
  toWire(name: string): string
  /** As sent → as the caller knows it; only those that differ. */
  readonly renamed: ReadonlyMap<string, string>
}

/** The same names in the same order always become the same wire names, so that cached prompts stay valid. */
export function createToolNames(): ToolNames {
  const known = new Map<string, string>()
  const renamed = new Map<string, string>()
  const taken = new Set<string>()
  return {
    renamed,
    toWire(name) {
      const before = known.get(name)
      if (before !== undefined) return before
      let wire = ALLOWED.test(name) ? name : name.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 64) || 'tool'
      if (taken.has(wire)) wire = `${wire.slice(0, 55)}_${digest(name)}`
      if (wire !== name) renamed.set(wire, name)
      taken.add(wire)
      known.set(name, wire)
      return wire
    },
  }
}

/** Tool call ids from other providers may hold characters that the service refuses. */
export function toWireId(signed: string): string {
  const { id } = splitCallId(signed)
  return ALLOWED.test(id) ? id : `${id.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 55)}_${digest(id)}`
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
