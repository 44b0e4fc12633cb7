import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

/** Turns of which each is due when the test paints. */
function turnsByHand() {
  const painted: (() => void)[] = []
  const drawn: string[] = []
  const turns = createTurns((next) => void painted.push(next))
  return {
    drawn,
    take: (name: string) => turns.take(() => drawn.push(name)),
    paint: () => painted.pop()?.(),
  }
}

test('one is drawn with each paint, in the order in which they asked', () => {
  const { drawn, take, paint } = turnsByHand()
  for (const name of ['a', 'b']) take(name)
  expect(drawn).toEqual([])
  paint()
  expect(drawn).toEqual(['a'])
  take('c')
  paint()
  paint()
  expect(drawn).toEqual(['a', 'b', 'c'])
})

test('who has gone is passed over, and who comes later is drawn again', () => {
  const { drawn, take, paint } = turnsByHand()
  const leave = take('gone')
  take('stays')
  leave()
  for (let frame = 0; frame < 3; frame++) paint()
  expect(drawn).toEqual(['stays'])
  take('later')
  paint()
  expect(drawn).toEqual(['stays', 'later'])
})
