/** Where the UI loads the bytes of a file that telemetry refers to. */
export const mediaFilePath = '/api/app/projects/:projectId/media/:mediaId'

/** Likewise for whoever has the link of a public trace that refers to the file. */
export const sharedMediaFilePath = '/api/app/public/:projectId/traces/:traceId/media/:mediaId'
