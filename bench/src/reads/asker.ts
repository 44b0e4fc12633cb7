import { basicAuth } from '@kansoku/test/kit/langfuse-api'
import { identity } from '@kansoku/test/kit/product'

/** Resolves with the body of the answer to a path. */
export type Asker = (path: string) => Promise<unknown>

/** Asks as the project's keys or, under `/api/app`, as the signed-in user; any answer but 200 ends the bench. */
export async function createAsker(serverUrl: string): Promise<Asker> {
  const cookie = await signInOwner(serverUrl)
  return async (path) => {
    const headers = path.startsWith('/api/app') ? { cookie } : { authorization: basicAuth }
    const answer = await fetch(`${serverUrl}${path}`, { headers })
    const body = await answer.text()
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${body.slice(0, 300)}`)
    return JSON.parse(body)
  }
}

/** The cookie of the product's owner. */
export async function signInOwner(serverUrl: string): Promise<string> {
  const signedIn = await fetch(`${serverUrl}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: serverUrl },
    body: JSON.stringify({ email: identity.email, password: identity.password }),
  })
  return signedIn.headers
    .getSetCookie()
    .map((value) => value.split(';', 1)[0])
    .join('; ')
}
