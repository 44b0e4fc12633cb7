/** Where the UI loads the bytes of a file that telemetry refers to. */
export const mediaFilePath = '/api/app/projects/:projectId/media/:mediaId'
