import { expect } from 'vitest'
import { accountDoors } from './account-doors.ts'
import type { Cell, Door } from './cell.ts'
import { fileDoors } from './file-doors.ts'
import type { Expected } from './row.ts'
import { sharedDoors } from './shared-doors.ts'
import type { Person } from './world.ts'

const wrongPassword: Expected = {
  status: 401,
  body: { code: 'wrong_email_or_password', message: 'E-mail address or password is wrong' },
}

const signIn: Door = {
  row: {
    route: 'POST /api/auth/sign-in/email',
    ask: ({ owner }) => ({ body: owner }),
  },
  cells: {
    refused: [
      {
        who: "another's password",
        headers: () => ({}),
        ask: ({ first, other }) => ({ body: { ...first.owner, password: other.owner.password } }),
        expected: () => wrongPassword,
      },
      {
        who: 'an unknown address',
        headers: () => ({}),
        ask: ({ first }) => ({ body: { ...first.owner, email: 'nobody@example.com' } }),
        expected: () => wrongPassword,
      },
    ],
    foreign: [],
    own: [{ who: 'the owner', headers: () => ({}), expected: () => ({ status: 200 }) }],
  },
}

const visitor = (person: Person, expected: Cell['expected']): Cell => ({
  who: person,
  headers: ({ cookies }) => ({ cookie: cookies[person] }),
  expected,
})
const nobodySignedIn: Expected = {
  status: 200,
  body: expect.objectContaining({ user: null, organizations: [] }),
}

const session: Door = {
  row: { route: 'GET /api/app/session' },
  cells: {
    refused: [],
    foreign: [
      { who: 'nobody', headers: () => ({}), expected: () => nobodySignedIn },
      visitor('ended', () => nobodySignedIn),
      visitor('stranger', () => ({ status: 200, shows: 'stranger@example.com' })),
      visitor('none', () => ({ status: 200, shows: 'none@example.com' })),
      visitor('keptOut', () => ({ status: 200, shows: 'kept-out@example.com' })),
      visitor('otherOwner', ({ other }) => ({ status: 200, shows: other.marker })),
    ],
    own: [visitor('owner', () => ({ status: 200 }))],
  },
}

/** Ends the session of the cookie alone: the owner's goes on, as the rows after this one show. */
const signOut: Door = {
  row: { route: 'POST /api/auth/sign-out', ask: () => ({ body: {} }) },
  cells: {
    refused: [],
    foreign: [
      { who: 'nobody', headers: () => ({}), expected: () => ({ status: 200, body: { success: true } }) },
      visitor('ended', () => ({ status: 200, body: { success: true } })),
    ],
    own: [],
  },
}

/** What opens with something else than a key or a session. */
export const otherDoors: readonly Door[] = [
  ...fileDoors,
  ...sharedDoors,
  ...accountDoors,
  signIn,
  session,
  signOut,
]
