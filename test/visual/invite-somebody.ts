import { call } from '../kit/langfuse-api.ts'
import { identity, type Product } from '../kit/product.ts'
import { signInByApi } from '../kit/sign-in.ts'

/** Where somebody who was invited to the project chooses a password. */
export async function inviteSomebody(product: Product): Promise<string> {
  const { serverUrl } = product
  const answer = await call(
    `${serverUrl}/api/app/projects/${identity.projectId}/members`,
    'POST',
    { email: 'suzuki@example.co.jp', organizationRole: 'MEMBER', projectRole: null },
    { cookie: await signInByApi(product), origin: serverUrl },
  )
  if (answer.status !== 200) throw new Error(`the invitation was answered ${answer.status}`)
  return `/invitation#${answer.body.invitation.token}`
}
