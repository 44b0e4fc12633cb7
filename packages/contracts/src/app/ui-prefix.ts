/** Below this path a gateway shows the web UI of its server, which serves everything there as well. */
export const uiPrefix = '/ui'
