import { hasCodingAgents } from './coding-agents.ts'
import { hasProgram } from './has-program.ts'
import { hasPythonExamples, pythonExamples } from './python-examples.ts'
import { hasPythonSdks } from './python-sdks.ts'

/** Tests that may be left out, and why. Any other skipped test fails the run. */
const expectedSkips: readonly {
  readonly test: RegExp
  readonly when: boolean
  readonly why: string
}[] = [
  {
    test: /the private Postgres serves on a socket that only its user can reach/,
    when: process.platform !== 'linux',
    why: 'reads the user of a process from /proc',
  },
  {
    test: /^a full disk /,
    when: process.platform !== 'linux',
    why: 'mounts a small file system in memory, as only Linux can',
  },
  {
    test: /^who starts it in the background from a terminal is shown the secrets/,
    when: process.platform !== 'linux',
    why: 'makes a terminal with the script program of Linux',
  },
  {
    test: /^py-v\d \(langfuse /,
    when: !hasPythonSdks(),
    why: 'the Python SDKs are not installed; npm run python-sdks -w test installs them',
  },
  {
    test: /^(a real MLflow|the programs|langchain|llamaindex) in Python\b/,
    when: !pythonExamples().every(hasPythonExamples),
    why: 'what the examples in Python need is not installed; npm run python-examples -w test installs it',
  },
  {
    test: /^coding agents /,
    when: !hasCodingAgents(),
    why: 'Cline and Claude Code are not installed; npm run coding-agents -w test installs them',
  },
  {
    test: /^answers in a real Redis /,
    when: !hasProgram('redis-server'),
    why: 'there is no redis-server here; the same tests ran against an emulator',
  },
  {
    test: /docker-compose config takes both files/,
    when: !hasProgram('docker-compose'),
    why: 'there is no docker-compose here; apt-get install docker-compose installs it',
  },
  {
    test: /systemd-analyze verify takes the unit/,
    when: !hasProgram('systemd-analyze'),
    why: 'there is no systemd-analyze here; apt-get install systemd installs it',
  },
  {
    test: /cfn-lint finds nothing/,
    when: !hasProgram('cfn-lint'),
    why: 'there is no cfn-lint here; pip install cfn-lint installs it',
  },
  {
    test: /shellcheck finds nothing/,
    when: !hasProgram('shellcheck'),
    why: 'there is no shellcheck here; apt-get install shellcheck installs it',
  },
  {
    test: /^S3: blobs says when there was nothing to delete$/,
    when: true,
    why: 'S3 answers a deletion alike whether there was something',
  },
]

/** Why the test may be left out on this machine; undefined when it must run. */
export function reasonToSkip(name: string): string | undefined {
  return expectedSkips.find(({ test, when }) => when && test.test(name))?.why
}
