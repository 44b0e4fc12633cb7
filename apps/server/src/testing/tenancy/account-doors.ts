import type { Door } from './cell.ts'
import type { Expected } from './row.ts'
import { refusedEverywhere, visit } from './session-cells.ts'

/** Everybody has an account of their own, whatever they may open, and reaches no other one. */
function accountDoor(route: string, ask: Door['row']['ask'], expected: (email: string) => Expected): Door {
  return {
    row: { route, ...(ask && { ask }) },
    cells: {
      refused: refusedEverywhere(route),
      foreign: [
        visit('stranger', () => expected('stranger@example.com')),
        visit('none', () => expected('none@example.com')),
        visit('otherOwner', ({ other }) => expected(other.owner.email)),
      ],
      own: [visit('owner', ({ first }) => expected(first.owner.email))],
    },
  }
}

const path = '/api/app/account'

export const accountDoors: readonly Door[] = [
  accountDoor(`GET ${path}`, undefined, (email) => ({ status: 200, shows: email })),
  accountDoor(
    `PATCH ${path}`,
    () => ({ body: { preferences: { timeZone: 'Asia/Tokyo' } } }),
    () => ({ status: 200, body: {} }),
  ),
  accountDoor(
    `POST ${path}/password`,
    () => ({ body: { currentPassword: 'a wrong one', newPassword: 'another one' } }),
    () => ({ status: 403 }),
  ),
  accountDoor(
    `DELETE ${path}/sessions/:sessionId`,
    () => ({ ids: { sessionId: 'of-nobody' } }),
    () => ({ status: 404 }),
  ),
]
