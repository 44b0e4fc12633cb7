import { basicAuth, type TestServer } from './start-test-server.ts'

interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, asserted field by field
  readonly body: any
}

/** Calls the public API with the keys of one project. */
export interface ProjectClient {
  get(path: string): Promise<Answer>
  post(path: string, body: unknown): Promise<Answer>
  patch(path: string, body: unknown): Promise<Answer>
  delete(path: string): Promise<Answer>
}

/** @param authorization that of the project of the first start unless another is given */
export function projectClient(server: TestServer, authorization = basicAuth): ProjectClient {
  async function call(method: string, path: string, body?: unknown): Promise<Answer> {
    const headers = { authorization }
    const answer = await server.fetch(`/api/public${path}`, { method, headers, body })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
  }
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    patch: (path, body) => call('PATCH', path, body),
    delete: (path) => call('DELETE', path),
  }
}
