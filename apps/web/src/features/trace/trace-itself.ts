/** Stands in the address for the trace itself, where another selection would be made without it. */
export const traceItself = 'trace'
