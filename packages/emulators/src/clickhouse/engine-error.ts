/** An error as ClickHouse's HTTP interface tells it. */
export interface EngineError {
  readonly status: number
  readonly code: number
  readonly text: string
}

/** From ClickHouse's mapping of exception codes to HTTP statuses; all others are 500. */
const STATUS: Readonly<Record<number, number>> = {
  194: 401,
  192: 403,
  193: 403,
  497: 403,
  516: 403,
  6: 400,
  26: 400,
  27: 400,
  36: 400,
  38: 400,
  41: 400,
  43: 400,
  53: 400,
  62: 400,
  72: 400,
  117: 400,
  456: 400,
  457: 400,
  16: 404,
  46: 404,
  47: 404,
  50: 404,
  56: 404,
  60: 404,
  81: 404,
  115: 404,
  159: 408,
  48: 501,
}

const VERSION = '(version 26.7.2.1 (official build))'

/** From an error of the embedded engine, whose message begins with the code as the server's does. */
export function describeEngineError(error: unknown): EngineError {
  const message = error instanceof Error ? error.message : String(error)
  const code = Number(/^Code:\s*(\d+)/.exec(message)?.[1] ?? 1000)
  return engineError(code, message)
}

/** `text`: as the engine writes it, `Code: N. DB::Exception: … (NAME)`. */
export function engineError(code: number, text: string): EngineError {
  return { status: STATUS[code] ?? 500, code, text: `${text} ${VERSION}\n` }
}
