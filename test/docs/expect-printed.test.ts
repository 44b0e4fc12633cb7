import { expect, test } from 'vitest'
import { expectPrinted } from './expect-printed.ts'

const printed = 'started\nport 4000 (0.3 s)\n\ncost   0.5\ndone'

test('what is shown may leave out lines and parts of lines', () => {
  expectPrinted('port 4000 (… s)\n…\ndone', printed)
  expectPrinted('cost 0.5', printed)
})

test('a line that was not printed, or in another order, is a fault', () => {
  expect(() => expectPrinted('port 5000 (… s)', printed)).toThrow('port 5000')
  expect(() => expectPrinted('done\nstarted', printed)).toThrow('started')
  expect(() => expectPrinted('cost 0.', printed)).toThrow('cost 0.')
})
