import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import {
  emulatorIdentity,
  type S3Emulator,
  type S3EmulatorOptions,
  startS3Emulator,
} from '@kansoku/emulators'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { StorageError, StorageFullError, StorageUnavailableError } from '../errors.ts'
import { openS3Blobs } from './open-s3-blobs.ts'
import type { S3BlobsOptions } from './s3-options.ts'

const { accessKeyId, secretAccessKey } = emulatorIdentity
const opened: AsyncDisposable[] = []

afterEach(async () => {
  vi.unstubAllEnvs()
  for (const each of opened.splice(0).reverse()) await each[Symbol.asyncDispose]()
})

async function emulate(options: S3EmulatorOptions = {}): Promise<S3Emulator> {
  const emulator = await startS3Emulator(options)
  opened.push(emulator)
  return emulator
}

async function open({ url }: { url: string }, options: Partial<S3BlobsOptions> = {}) {
  const blobs = await openS3Blobs({
    bucket: 'kansoku',
    prefix: '',
    region: 'us-east-1',
    endpoint: url,
    accessKeyId,
    secretAccessKey,
    forcePathStyle: true,
    ...options,
  })
  opened.push(blobs)
  return blobs
}

async function failureOf(work: Promise<unknown>): Promise<StorageError> {
  const error = await work.then(
    () => new Error('it did not fail'),
    (failure: unknown) => failure,
  )
  if (!(error instanceof StorageError)) throw error
  return error
}

describe('opening blobs on S3', () => {
  it('says that nothing answers at the endpoint, and names no secret', async () => {
    const error = await failureOf(open({ url: 'http://127.0.0.1:9' }))
    expect(error).toBeInstanceOf(StorageUnavailableError)
    expect(error.message).toBe('The bucket kansoku at 127.0.0.1:9 cannot be reached (ECONNREFUSED).')
    expect(error.remedy).toContain('--embedded')
    expect(`${error.message}${error.remedy}${error.publicMessage}`).not.toContain(secretAccessKey)
  })

  it.each([
    ['a bucket that is not there', { bucket: 'elsewhere' }, /NotFound/, /bucket's name/],
    ['an unknown key', { accessKeyId: 'AKIANOBODY' }, /InvalidAccessKeyId/, /access key/],
    ['a wrong secret', { secretAccessKey: 'wrong' }, /SignatureDoesNotMatch/, /secret/],
    ['a token too many', { sessionToken: 'token' }, /InvalidToken/, /access key/],
    ['another region', { region: 'eu-west-1' }, /AuthorizationHeaderMalformed/, /region/],
  ])('says what to check for %s', async (_, options, message, remedy) => {
    const emulator = await emulate()
    const error = await failureOf(open(emulator, options))
    expect(error).toBeInstanceOf(StorageUnavailableError)
    expect(error.message).toMatch(message)
    expect(error.message).toContain(new URL(emulator.url).host)
    expect(error.remedy).toMatch(remedy)
    expect(error.remedy).toContain('--embedded')
  })

  it('names a bucket that is missing where its name may not be asked for either', async () => {
    const emulator = await emulate()
    emulator.faults.add({ kind: 'status', status: 403 }, { model: 'HeadBucket' })
    const error = await failureOf(open(emulator, { bucket: 'elsewhere' }))
    expect(error.message).toContain('NoSuchBucket')
  })

  it('asks for no right to list the bucket', async () => {
    const blobs = await open(await emulate({ mayListBucket: false }))
    await blobs.put('a', Buffer.from('1'))
    expect(await blobs.head('a')).toMatchObject({ bytes: 1 })
    expect((await failureOf(blobs.get('b'))).remedy).toContain('s3:ListBucket')
  })

  it('demands a key and its secret together', async () => {
    const error = await failureOf(open(await emulate(), { secretAccessKey: undefined }))
    expect(error.message).toContain('together')
  })

  it('finds credentials by itself where none are given', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', accessKeyId)
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', secretAccessKey)
    const emulator = await emulate()
    await open(emulator, { accessKeyId: undefined, secretAccessKey: undefined })
    expect(emulator.calls).toHaveLength(1)
  })

  it('says when it finds none', async () => {
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere')
    vi.stubEnv('AWS_CONFIG_FILE', '/nowhere')
    const none = { accessKeyId: undefined, secretAccessKey: undefined }
    const error = await failureOf(open(await emulate(), none))
    expect(error.message).toContain('has no credentials here')
  })

  it('uses session tokens', async () => {
    const temporary = { ...emulatorIdentity, sessionToken: 'token' }
    const emulator = await emulate({ identities: [temporary] })
    await open(emulator, { sessionToken: 'token' })
    expect(emulator.calls[0]?.headers['x-amz-security-token']).toBe('token')
  })
})

it('the hash of what is sent is part of its signature, so that damage on the way is refused', async () => {
  const emulator = await emulate()
  const blobs = await open(emulator)
  await blobs.put('a', Readable.from(['piece', 'wise']))
  await blobs.put('b', Buffer.alloc(9_000_000))
  const sent = emulator.calls.filter(({ operation }) => /^(PutObject|UploadPart)$/.test(operation))
  expect(sent.map(({ headers }) => String(headers['x-amz-content-sha256']))).toEqual(
    Array(3).fill(expect.stringMatching(/^[0-9a-f]{64}$/)),
  )
})

describe('blobs on S3 in trouble', () => {
  it('get over what passes by itself', async () => {
    const emulator = await emulate()
    const blobs = await open(emulator)
    emulator.faults.add({ kind: 'status', status: 503 }).add({ kind: 'reset' })
    await blobs.put('a', Buffer.from('1'))
    expect(await blobs.head('a')).toMatchObject({ bytes: 1 })
  })

  it.each([
    ['busy', { kind: 'status', status: 503 }, /does not answer as it should \(SlowDown, 503\)/],
    ['broken', { kind: 'status', status: 500 }, /\(InternalError, 500\)/],
    ['behind a broken proxy', { kind: 'status', status: 502, body: '<html>Bad Gateway' }, /502/],
    ['closed to us', { kind: 'status', status: 403 }, /refuses access \(AccessDenied, 403\)/],
    ['cutting connections', { kind: 'reset' }, /cannot be reached \(ECONNRESET\)/],
    ['silent', { kind: 'hang' }, /cannot be reached \(ETIMEDOUT\)/],
  ] as const)('say that the storage is %s', async (_, fault, message) => {
    const emulator = await emulate()
    const blobs = await open(emulator, { timeoutMs: 200 })
    emulator.faults.add(fault, { times: Number.POSITIVE_INFINITY })
    const source = Readable.from(['content'])
    for (const work of [() => blobs.put('a', source), () => blobs.get('a')]) {
      const error = await failureOf(work())
      expect(error).toBeInstanceOf(StorageUnavailableError)
      expect(error.message).toMatch(message)
    }
    expect(source.destroyed).toBe(true)
  })

  it('leave no parts behind when one of them is refused', async () => {
    const emulator = await emulate()
    const blobs = await open(emulator)
    emulator.faults.add({ kind: 'status', status: 403 }, { model: 'UploadPart' })
    expect(await failureOf(blobs.put('a', Buffer.alloc(20_000_000)))).toBeInstanceOf(StorageUnavailableError)
    expect([emulator.pendingUploads(), emulator.objects().size]).toEqual([0, 0])
  })

  it('say that the storage is full', async () => {
    const emulator = await emulate()
    const blobs = await open(emulator)
    emulator.faults.add({ kind: 'status', status: 507 }, { times: Number.POSITIVE_INFINITY })
    expect(await failureOf(blobs.put('a', Buffer.from('1')))).toBeInstanceOf(StorageFullError)
  })

  it('end a download as broken when the connection breaks', async () => {
    const emulator = await emulate()
    const blobs = await open(emulator)
    await blobs.put('a', Buffer.alloc(500_000))
    emulator.faults.add({ kind: 'reset-in-stream', afterChunks: 1 })
    const stream = await blobs.get('a')
    await expect(stream && buffer(stream)).rejects.toThrow()
  })
})

it('the SDK of AWS is loaded when a bucket is opened, and not before', async () => {
  const script = `
    import { registerHooks } from 'node:module'
    let loaded = 0
    registerHooks({
      load(url, context, next) {
        if (/\\/node_modules\\/@(aws-sdk|smithy)\\//.test(url)) loaded += 1
        return next(url, context)
      },
    })
    const { openFolderBlobs, openS3Blobs } = await import(${JSON.stringify(import.meta.resolve('../index.ts'))})
    await using blobs = await openFolderBlobs(process.argv[1])
    const before = loaded
    const options = { bucket: 'b', prefix: '', region: 'r', endpoint: 'http://127.0.0.1:9', forcePathStyle: true }
    await openS3Blobs({ ...options, accessKeyId: 'a', secretAccessKey: 's' }).catch(() => {})
    console.log(JSON.stringify({ before, loadedAfter: loaded > 0 }))
  `
  const folder = await mkdtemp(join(tmpdir(), 'kansoku-blobs-'))
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    script,
    folder,
  ])
  await rm(folder, { recursive: true })
  expect(JSON.parse(stdout)).toEqual({ before: 0, loadedAfter: true })
})
