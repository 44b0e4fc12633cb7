import type { ServerResponse } from 'node:http'

/** An error of an AWS service: status, the type in `x-amzn-errortype`, and a message in the body. */
export class AwsError extends Error {
  readonly status: number
  readonly type: string

  constructor(status: number, type: string, message: string) {
    super(message)
    this.status = status
    this.type = type
  }
}

export function sendAwsError(
  response: ServerResponse,
  { status, type, message }: AwsError,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-amzn-errortype': `${type}:`,
    ...headers,
  })
  response.end(JSON.stringify({ message }))
}

export const validationError = (message: string) => new AwsError(400, 'ValidationException', message)
