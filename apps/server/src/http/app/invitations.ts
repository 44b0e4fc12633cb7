import { acceptInvitation, readInvitation as readRoute } from '@kansoku/contracts'
import { readInvitation } from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { parseInput } from '../parse-request.ts'
import { browserOf } from './require-user.ts'
import { sendSession } from './session.ts'

/** For those who have no account yet: the token is what lets them in. */
export const invitationRoutes: Door = (context) => async (app) => {
  app.post(readRoute.path, async (request, reply) => {
    const { body } = parseInput(readRoute, request)
    return sendSession(reply, [], await readInvitation(context, body))
  })

  app.post(acceptInvitation.path, async (request, reply) => {
    const { body } = parseInput(acceptInvitation, request)
    const { user, setCookies } = await context.accounts.acceptInvitation(body, browserOf(request))
    return sendSession(reply, setCookies, { user })
  })
}
