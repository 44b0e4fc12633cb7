import { call } from '../kit/langfuse-api.ts'
import { identity, type Product } from '../kit/product.ts'
import { signInByApi } from '../kit/sign-in.ts'

const guests = { 'ja-JP': 'suzuki@example.co.jp', 'en-US': 'smith@example.com' } as const
export type Locale = keyof typeof guests

/** Where somebody who was invited to the project chooses a password: another one in each language. */
export async function inviteSomebody(product: Product, locale: Locale): Promise<string> {
  const { serverUrl } = product
  const answer = await call(
    `${serverUrl}/api/app/projects/${identity.projectId}/members`,
    'POST',
    { email: guests[locale], organizationRole: 'MEMBER', projectRole: null },
    { cookie: await signInByApi(product), origin: serverUrl },
  )
  if (answer.status !== 200) throw new Error(`the invitation was answered ${answer.status}`)
  return `/invitation#${answer.body.invitation.token}`
}
