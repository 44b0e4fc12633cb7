import { once } from 'node:events'
import { type ClickHouseEmulatorOptions, startClickHouseEmulator } from './clickhouse-emulator.ts'

const [options] = (await once(process, 'message')) as [ClickHouseEmulatorOptions]
const emulator = await startClickHouseEmulator(options)
process.send?.(emulator.url)
await once(process, 'disconnect')
await emulator[Symbol.asyncDispose]()
