import { describe, expect, test } from 'vitest'
import { makeCheckout } from './checkout.ts'
import { languages } from './find-documents.ts'
import { follow } from './follow.ts'
import { startMachine } from './machine.ts'
import { startReader } from './reader.ts'
import { walks } from './walks.ts'

// Each follows manuals to the letter: commands are executed in their order, and what is shown must have been printed.
describe.each(languages)('the manuals in %s', (language) => {
  test.each(walks)('lead $name to its end', { timeout: 300_000 }, async (walk) => {
    await using machine = await startMachine(language, walk, await makeCheckout())
    await using reader = await startReader(machine)
    for (const manual of walk.manuals) await follow(reader, language, manual)
    expect(machine.bedrockCalls()).toBeGreaterThan(0)
  })
})
