// Follows the manuals on a fresh clone with an empty home, in each language, and writes down what happened:
// npm run transcripts -w test -- --out FOLDER
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { cloneCheckout } from './checkout.ts'
import { type Language, languages } from './find-documents.ts'
import { follow, type Step } from './follow.ts'
import { startMachine } from './machine.ts'
import { root } from './markdown.ts'
import { type Reader, startReader } from './reader.ts'
import { type Transcript, writeSummary, writeTranscript } from './transcript.ts'
import { type Walk, walks } from './walks.ts'

const { values: options } = parseArgs({
  options: {
    out: { type: 'string' },
    /** What is cloned; default is this checkout. */
    repository: { type: 'string', default: root },
    /** Keeps npm's downloads for the next clone. */
    'npm-cache': { type: 'string' },
    /** One alone; default is both. */
    language: { type: 'string' },
    /** The walk that this manual belongs to; default is all. */
    manual: { type: 'string' },
  },
})
if (options.out === undefined) throw new Error('Name a folder for the transcripts: --out FOLDER')
const out = resolve(options.out)
await mkdir(out, { recursive: true })

/** An installation takes minutes where nothing has been downloaded yet. */
const patience = { startSeconds: 1_800 }

const isWished = (wish: string | undefined, names: readonly string[]) => !wish || names.includes(wish)
const transcripts: Transcript[] = []
for (const language of languages.filter((one) => isWished(options.language, [one])))
  for (const walk of walks.filter(({ manuals }) => isWished(options.manual, manuals)))
    transcripts.push(...(await follows(language, walk)))
await writeFile(join(out, 'summary.md'), writeSummary(transcripts))
console.log(writeSummary(transcripts))
if (transcripts.some(({ failure }) => failure !== undefined)) process.exitCode = 1

/** Goes no further than to the first manual that fails. */
async function follows(language: Language, walk: Walk): Promise<readonly Transcript[]> {
  await using machine = await startMachine(language, walk, await cloneCheckout(options.repository))
  const cache = options['npm-cache']
  const env = { ...machine.env, ...(cache ? { npm_config_cache: resolve(cache) } : {}) }
  await using reader = await startReader({ ...machine, env }, patience)
  const followed: Transcript[] = []
  for (const manual of walk.manuals) {
    const transcript = await record(reader, language, manual)
    await writeFile(join(out, `${manual}.${language}.md`), writeTranscript(transcript))
    followed.push(transcript)
    console.log(`${manual} (${language}): ${transcript.failure ?? 'passed'}`)
    if (transcript.failure !== undefined) break
  }
  return followed
}

async function record(reader: Reader, language: Language, manual: string): Promise<Transcript> {
  const steps: Step[] = []
  try {
    await follow(reader, language, manual, (step) => steps.push(step))
    return { manual, language, steps, failure: undefined }
  } catch (error) {
    return { manual, language, steps, failure: (error as Error).message }
  }
}
