import { z } from 'zod'

// Must run before the first schema is made: compiled validators need `eval`, which a content security policy forbids.
z.config({ jitless: true })
