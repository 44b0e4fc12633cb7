import { execFile, spawnSync } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { hasProgram } from '../../scripts/test/has-program.ts'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFile(join(root, path), 'utf8')
const run = promisify(execFile)

interface Service {
  readonly environment?: Readonly<Record<string, string>>
  readonly ports?: readonly string[]
  readonly volumes?: readonly string[]
}
interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>
  readonly volumes: Readonly<Record<string, null>>
}

const single = parse(await read('compose.yaml')) as ComposeFile
const scale = parse(await read('compose.scale.yaml')) as ComposeFile
const passwords = { POSTGRES_PASSWORD: 'one', CLICKHOUSE_PASSWORD: 'two', MINIO_ROOT_PASSWORD: 'three' }

describe('compose files', () => {
  test('the services have the names of the workshop, and only this machine reaches their ports', () => {
    expect(Object.keys(scale.services)).toEqual(['kansoku', 'postgres', 'clickhouse', 'redis', 'minio'])
    expect(JSON.stringify(single)).toContain('"aliases":["langfuse-web","litellm"]')
    expect(single.services.kansoku?.ports).toEqual(['127.0.0.1:3000:3000', '127.0.0.1:4000:4000'])
    const { minio, ...others } = scale.services
    expect(minio?.ports).toEqual(['127.0.0.1:9000:9000'])
    expect(scale.services.kansoku?.environment?.S3_CLIENT_ENDPOINT).toContain('http://localhost:9000')
    for (const { ports } of Object.values(others)) expect(ports).toBeUndefined()
  })

  test('every named volume is declared, and each declared one is used', () => {
    for (const { services, volumes } of [single, scale]) {
      const used = Object.values(services).flatMap((service) => service.volumes ?? [])
      const named = used.map((volume) => volume.split(':')[0] ?? '').filter((name) => /^\w+$/.test(name))
      expect(named.toSorted()).toEqual(Object.keys(volumes).toSorted())
    }
  })

  test('the product is given variables that it knows, and no secret has a default', async () => {
    const documented = await read('.env.example')
    for (const { services } of [single, scale]) {
      for (const name of Object.keys(services.kansoku?.environment ?? {})) {
        expect(documented, name).toMatch(new RegExp(`^# ${name}=`, 'm'))
      }
      for (const { environment = {} } of Object.values(services)) {
        for (const [name, value] of Object.entries(environment)) {
          if (/PASSWORD|SECRET|_KEY$/.test(name))
            expect(value, name).toMatch(/^\$\{\w+(:-|:\?set it in \.env)\}$/)
        }
      }
    }
  })

  test.skipIf(!hasProgram('docker-compose'))(
    'docker-compose config takes both files, and refuses missing passwords',
    async () => {
      const config = (files: readonly string[], env: Readonly<Record<string, string>>) =>
        run('docker-compose', [...files.flatMap((file) => ['-f', file]), 'config', '-q'], {
          cwd: root,
          env: { PATH: process.env.PATH, ...env },
        })
      await config(['compose.yaml'], {})
      await expect(config(['compose.yaml'], { ENV_FILE: '.env.none' })).rejects.toThrow(/\.env\.none/)
      await config(['compose.yaml', 'compose.scale.yaml'], passwords)
      await expect(config(['compose.yaml', 'compose.scale.yaml'], {})).rejects.toThrow(/set it in \.env/)
    },
  )
})

describe('the image', () => {
  test('runs on glibc as a user without rights, and its entry point takes a verb by default', async () => {
    const lines = (await read('Dockerfile')).split('\n')
    expect(lines.filter((line) => line.startsWith('FROM '))).toEqual([
      'FROM node:24-bookworm-slim AS build',
      'FROM node:24-bookworm-slim',
    ])
    expect(lines).toContain('USER kansoku')
    expect(lines.indexOf('USER kansoku')).toBeLessThan(lines.indexOf('ENTRYPOINT ["kansoku"]'))
    expect(lines).toContain('EXPOSE 3000 4000')
    expect(lines).toContain('CMD ["start"]')
  })

  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kansoku-image-'))
    await cp(join(root, 'deploy/config.yaml'), join(folder, 'config.yaml'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const entryPoint = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(join(root, 'deploy/docker-entrypoint.sh'), args, {
      cwd: folder,
      env: {
        PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
        KANSOKU_HOME: root,
        KANSOKU_DATA_DIR: join(folder, 'data'),
      },
      encoding: 'utf8',
    })
    return { status, output: stdout + stderr }
  }

  test('LiteLLM’s --port is the gateway’s; a verb has the options of the command line', () => {
    const asLiteLlm = entryPoint('--config', '/app/none.yaml', '--detailed_debug', '--port', '70000')
    expect(asLiteLlm.output).toContain('--gateway-port is "70000"')
    expect(entryPoint('--port=0', '--config', 'a b.yaml').output).toContain('--gateway-port is "0"')
    expect(entryPoint('start', '--port', '70000').output).toContain('--port is "70000"')
    const missing = entryPoint('--config', '/nowhere/a b.yaml', '--detailed_debug', '--port', '4000')
    expect(missing.output).toContain('--config names /nowhere/a b.yaml, which does not exist')
    expect(entryPoint('status').status).toBe(3)
  })

  test('the config file that compose mounts without another one loads', () => {
    expect(entryPoint('gateway', 'check', '-c', 'config.yaml')).toMatchObject({ status: 0 })
  })
})

describe('systemd', () => {
  const unit = 'deploy/systemd/kansoku.service'

  test('the unit runs as a user of its own and does not try again with settings that are refused', async () => {
    const text = await read(unit)
    expect(text).toMatch(/^User=kansoku$/m)
    expect(text).toMatch(/^RestartPreventExitStatus=78$/m)
    expect(text).toMatch(/^ExecStart=\S+ \/opt\/kansoku\/apps\/cli\/bin\/kansoku\.js start$/m)
    expect(text).not.toMatch(/^Environment=.*(KEY|SECRET|PASSWORD)/m)
  })

  test.skipIf(!hasProgram('systemd-analyze'))('systemd-analyze verify takes the unit', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kansoku-unit-'))
    const copy = join(folder, 'kansoku.service')
    // It looks whether the programs are there.
    await writeFile(copy, (await read(unit)).replaceAll('/opt/kansoku', root))
    const { stdout, stderr } = await run('systemd-analyze', ['verify', copy])
    expect(stdout + stderr).not.toContain('kansoku.service')
    await rm(folder, { recursive: true })
  })
})

describe('CloudFormation', () => {
  const template = 'deploy/cloudformation/kansoku-ec2.yaml'

  test('nobody comes in, metadata needs a token, the disk is encrypted, and the role may call models only', async () => {
    const text = await read(template)
    expect(text).toContain('SecurityGroupIngress: []')
    expect(text).toContain('HttpTokens: required')
    expect(text).toContain('Encrypted: true')
    // With the data, which a replaced instance must not take along.
    expect(text).toContain('DeleteOnTermination: false')
    expect(text).toContain('AmazonSSMManagedInstanceCore')
    const actions = [...text.matchAll(/Action: (.+)$/gm)].map(([, action]) => action)
    const invoke = '[bedrock:InvokeModel, bedrock:InvokeModelWithResponseStream]'
    expect(actions).toEqual(['sts:AssumeRole', invoke, invoke])
    expect(text).not.toMatch(/Resource: ["']?\*["']?$/m)
  })

  test('the instance’s first script is one that bash understands', async () => {
    const [, script = ''] = /Fn::Base64: !Sub \|\n([\s\S]*?)\n\nOutputs:/.exec(await read(template)) ?? []
    expect(script).toContain('systemctl enable --now kansoku.service')
    const { status, stderr } = spawnSync('bash', ['-n'], { input: script.replaceAll(/\$\{[\w:]+\}/g, 'x') })
    expect([status, String(stderr)]).toEqual([0, ''])
  })

  test.skipIf(!hasProgram('cfn-lint'))('cfn-lint finds nothing', async () => {
    expect(await run('cfn-lint', [join(root, template)])).toEqual({ stdout: '', stderr: '' })
  })
})

test.skipIf(!hasProgram('shellcheck'))('shellcheck finds nothing in the shell scripts', async () => {
  const scripts = [
    'manage-litellm.sh',
    'manage-langfuse.sh',
    'scripts/manage.sh',
    'deploy/docker-entrypoint.sh',
  ]
  expect(await run('shellcheck', ['-x', ...scripts], { cwd: root })).toEqual({ stdout: '', stderr: '' })
})
