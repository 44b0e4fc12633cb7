import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * Writes the OTLP decoder from the .proto files of OpenTelemetry in `proto/`. Run it after changing those:
 * `node packages/ingest/scripts/generate-otlp.ts`. An own root keeps it apart from the one that OpenTelemetry's
 * packages register in the same protobufjs.
 */
const flags = [
  ...['-t', 'static-module', '-w', 'esm', '--dependency', 'protobufjs/minimal.js', '-r', 'kansoku_otlp'],
  ...['--null-semantics', '--no-create', '--no-encode', '--no-verify', '--no-delimited', '--no-convert'],
  ...['--no-typeurl', '--no-service'],
]

const folder = join(import.meta.dirname, '..')
const cli = dirname(createRequire(import.meta.url).resolve('protobufjs-cli/package.json'))
const output = join('src', 'decode', 'generated', 'otlp.js')
const source = 'opentelemetry/proto/collector/trace/v1/trace_service.proto'

execFileSync(
  process.execPath,
  [join(cli, 'bin', 'pbjs'), ...flags, '-p', 'proto', '-d', '-o', output, source],
  {
    cwd: folder,
    stdio: 'inherit',
  },
)
