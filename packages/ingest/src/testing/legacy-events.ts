import type { IngestionScope } from '../scope.ts'

export const scope: IngestionScope = {
  projectId: 'p',
  apiKeyId: 'key',
  source: 'API',
  sdkName: 'js',
  sdkVersion: '3',
}

let lastEvent = 0

/** A legacy event with an id of its own. */
export function event(type: string, body: object, timestamp = '2026-01-01T00:00:00.000Z') {
  return { id: `e${++lastEvent}`, type, timestamp, body }
}
