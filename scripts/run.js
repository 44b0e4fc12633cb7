// Entry of all npm scripts. Runs on the machine's own Node (18 or later) before anything is installed, so it uses
// nothing but Node: installs the packages when the lockfile has changed, builds the web UI when its sources have,
// and goes on with the Node that this checkout pins.
import { spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { constants } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { askedLanguage, isKnownLanguage, text } from './run/messages.js'
import { findBusyPort } from './run/ports.js'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const paths = {
  lockfile: join(root, 'package-lock.json'),
  modules: join(root, 'node_modules'),
  installStamp: join(root, 'node_modules/.kansoku-stamp'),
  node: join(root, 'node_modules/.bin/node'),
  own: join(root, '.kansoku'),
  lock: join(root, '.kansoku/install.lock'),
  web: join(root, 'apps/web'),
  webStamp: join(root, '.kansoku/web.stamp'),
  compileCache: join(root, '.kansoku/compile-cache'),
}

const cli = 'apps/cli/src/main.ts'
/** What each npm script runs, and whether it needs the web UI. `asIs`: with whatever is installed. */
const modes = {
  start: { script: cli, args: ['start'], web: true, userFolder: true },
  demo: { script: cli, args: ['demo'], web: false, userFolder: true },
  build: { script: cli, args: ['--version'], web: true, userFolder: false },
  cli: { script: cli, args: [], web: false, userFolder: true },
  test: { script: 'scripts/test/main.ts', args: [], web: true, userFolder: false },
  verify: { script: 'scripts/verify/main.ts', args: [], web: false, userFolder: false },
  bench: { script: 'bench/src/main.ts', args: [], web: true, userFolder: false },
  lockfile: { script: 'scripts/lockfile/repair.ts', args: [], web: false, userFolder: false, asIs: true },
}

class Problem extends Error {
  constructor(message, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

async function main() {
  const [major] = process.versions.node.split('.').map(Number)
  if (major < 18) throw new Problem(text('oldNode', { version: process.versions.node }))
  const mode = modes[process.argv[2]]
  if (!mode) throw new Problem(text('noMode'))
  if (!mode.asIs && (!isInstalled() || (mode.web && !isWebBuilt()))) {
    await refuseAtOnce(mode)
    await underLock(async () => {
      if (!isInstalled()) await install()
      if (mode.web && !isWebBuilt()) await Promise.all([buildWeb(), compileSources()])
    })
  }
  handOver(mode)
}

/** What the CLI would refuse right after an installation, as far as that can be told without it. */
async function refuseAtOnce(mode) {
  const args = process.argv.slice(3)
  const language = askedLanguage()
  if (mode.userFolder && language && !isKnownLanguage(language)) {
    throw new Problem(text('noLanguage', { value: language }), 2)
  }
  if (mode !== modes.start || ['--help', '-h', '--version', '-v'].some((flag) => args.includes(flag))) return
  const busy = await findBusyPort(args, userFolder())
  if (busy) throw new Problem(text('portBusy', busy))
}

// ---- packages

function isInstalled() {
  return existsSync(paths.node) && readIfThere(paths.installStamp) === lockfileHash()
}

async function install() {
  rmSync(paths.installStamp, { force: true })
  const npm = npmCommand()
  const flags = ['--no-audit', '--no-fund', '--no-progress', '--no-update-notifier', '--prefer-offline']
  // Whatever the user's npm is set to leave out, this needs: tools, platform packages, the pinned Node's script.
  const needed = ['--include=dev', '--include=optional', '--ignore-scripts=false', '--loglevel=error']
  const hash = lockfileHash()
  await step('installing', 'installed', npm.command, [...npm.args, 'ci', ...flags, ...needed], root)
  if (!existsSync(paths.node)) throw new Problem(text('noPinned'))
  writeFileSync(paths.installStamp, hash)
}

/** The npm that runs this script, else the one on the path. */
function npmCommand() {
  const running = process.env.npm_execpath
  if (running && /^np[mx]-cli\.js$/.test(basename(running))) {
    const script = join(dirname(running), 'npm-cli.js')
    // npm's own Node: the one that runs this script may lie in the folder that npm is about to replace.
    if (existsSync(script))
      return { command: process.env.npm_node_execpath || process.execPath, args: [script] }
  }
  return { command: 'npm', args: [] }
}

function lockfileHash() {
  return createHash('sha256').update(readFileSync(paths.lockfile)).digest('hex')
}

// ---- web UI

function isWebBuilt() {
  return existsSync(join(paths.web, 'dist/index.html')) && readIfThere(paths.webStamp) === webHash()
}

async function buildWeb() {
  const hash = webHash()
  rmSync(paths.webStamp, { force: true })
  const vite = join(paths.modules, 'vite/bin/vite.js')
  const args = [vite, 'build', '--outDir', 'dist-next', '--emptyOutDir', '--logLevel', 'warn']
  await step('building', 'built', paths.node, args, paths.web)
  rmSync(join(paths.web, 'dist'), { recursive: true, force: true })
  renameSync(join(paths.web, 'dist-next'), join(paths.web, 'dist'))
  writeFileSync(paths.webStamp, hash)
}

/**
 * Fills Node's compile cache while the web UI is built. A process that finds all its sources there starts faster and
 * never loads the compiler for TypeScript, which takes 18 MB in each. Nothing depends on it.
 */
function compileSources() {
  rmSync(paths.compileCache, { recursive: true, force: true })
  const compiler = spawn(paths.node, [join(root, 'scripts/compile-sources.js')], {
    env: environment(),
    stdio: 'ignore',
  })
  return new Promise((resolve) => {
    compiler.once('error', resolve)
    compiler.once('close', resolve)
  })
}

/** Of everything that ends up in the web UI. */
function webHash() {
  const hash = createHash('sha256').update(lockfileHash())
  for (const folder of ['apps/web', 'packages/contracts', 'packages/conversations', 'sdks/js']) {
    for (const file of filesBelow(folder)) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}

const notSources = new Set(['node_modules', 'dist', 'dist-next'])

function filesBelow(folder) {
  const files = []
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    if (notSources.has(entry.name)) continue
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) files.push(...filesBelow(path))
    else if (entry.isFile() && !/\.test\.\w+$/.test(entry.name)) files.push(path)
  }
  return files.sort()
}

// ---- one at a time

/** Two starts at once must not install into the same folder. */
async function underLock(action) {
  mkdirSync(paths.own, { recursive: true })
  const nonce = `${process.pid} ${randomUUID()}`
  let told = false
  while (!tryLock(nonce)) {
    if (!told) console.log(text('waiting'))
    told = true
    await clearStaleLock()
  }
  const heartbeat = setInterval(() => touch(paths.lock), 1000)
  try {
    await action()
  } finally {
    clearInterval(heartbeat)
    if (readIfThere(paths.lock) === nonce) unlinkSync(paths.lock)
  }
}

function tryLock(nonce) {
  try {
    writeFileSync(paths.lock, nonce, { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** Waits a little, and clears a lock whose process is gone or shows no sign of life for ten seconds. */
async function clearStaleLock() {
  const owner = readIfThere(paths.lock)
  if (owner === undefined) return
  const sign = modifiedAt(paths.lock)
  for (let waited = 0; waited < 10_000; waited += 250) {
    if (!isAlive(Number(owner.split(' ')[0]))) break
    await delay(250)
    if (readIfThere(paths.lock) !== owner || modifiedAt(paths.lock) !== sign) return
  }
  // Moved aside first: what goes away is the lock just looked at, not one taken meanwhile.
  const aside = `${paths.lock}.${randomUUID()}`
  try {
    renameSync(paths.lock, aside)
    const taken = readFileSync(aside, 'utf8')
    if (taken !== owner) tryLock(taken)
    unlinkSync(aside)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function touch(path) {
  try {
    utimesSync(path, new Date(), new Date())
  } catch {
    // Someone took the lock for stale; the end of the work finds out.
  }
}

function modifiedAt(path) {
  try {
    return statSync(path).mtimeMs
  } catch {
    return undefined
  }
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

// ---- long steps

/** Runs a program quietly, shows that time passes, and shows its last lines with a remedy when it fails. */
async function step(title, done, command, args, cwd) {
  const began = Date.now()
  const seconds = () => Math.round((Date.now() - began) / 1000)
  const stopTicking = showTicking(text(title), seconds)
  const output = []
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk))
  const signals = passSignals(child)
  const {
    code,
    signal,
    problem = '',
  } = await new Promise((resolve) => {
    child.once('error', (error) => resolve({ problem: error.message }))
    child.once('close', (status, endedBy) => resolve({ code: status, signal: endedBy }))
  })
  signals.stop()
  stopTicking()
  // The terminal sends Ctrl-C to the program as well, and its end may be seen first.
  const interruption = signals.received || interruptions.find((name) => name === signal)
  if (interruption) throw new Problem(text('interrupted'), 128 + constants.signals[interruption])
  if (code === 0) return console.log(`✔ ${text(done)} (${seconds()} s)`)
  const how = signal ? text('ended', { signal }) : problem || `exit ${code}`
  throw new Problem(explain(`${Buffer.concat(output).toString('utf8').trim()}\n${how}`))
}

const remedies = [
  [/SIGKILL/, 'memory'],
  [/EACCES|EPERM|EROFS/, 'rights'],
  [/ENOSPC|no space left/i, 'disk'],
  [/EINTEGRITY/, 'integrity'],
  [/in sync|npm ci` can only install/, 'sync'],
  [/ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|network/i, 'network'],
]

function explain(output) {
  const lines = output
    .trim()
    .split('\n')
    .slice(-15)
    .map((line) => `  ${line}`)
  const [, key] = remedies.find(([pattern]) => pattern.test(output)) || [undefined, 'again']
  return `${text('failed')}\n${lines.join('\n')}\n${text('hint')} ${text(key)}`
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']

function showTicking(title, seconds) {
  if (!process.stdout.isTTY) {
    console.log(`${title} …`)
    const timer = setInterval(() => console.log(`  … ${seconds()} s`), 15_000)
    return () => clearInterval(timer)
  }
  let frame = 0
  const timer = setInterval(() => {
    process.stdout.write(`\r\x1b[2K${frames[frame++ % frames.length]} ${title} … ${seconds()} s`)
  }, 100)
  return () => {
    clearInterval(timer)
    process.stdout.write('\r\x1b[2K')
  }
}

const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Passes signals on to the child, so that this process ends after it and not before. */
function passSignals(child) {
  const state = { received: undefined, stop }
  const listeners = interruptions.map((signal) => {
    const listener = () => {
      state.received = signal
      child.kill(signal)
    }
    process.on(signal, listener)
    return { signal, listener }
  })
  function stop() {
    for (const { signal, listener } of listeners) process.off(signal, listener)
  }
  return state
}

// ---- the pinned Node

/** npm runs scripts in the checkout; relative paths are meant from where the user stands. */
function userFolder() {
  const { npm_lifecycle_event: byNpm, INIT_CWD: stood } = process.env
  return byNpm && stood && process.cwd() === root && existsSync(stood) ? stood : process.cwd()
}

function environment() {
  return { NODE_COMPILE_CACHE: paths.compileCache, ...process.env }
}

function handOver(mode) {
  const args = [join(root, mode.script), ...mode.args, ...process.argv.slice(3)]
  const cwd = mode.userFolder ? userFolder() : root
  if (typeof process.execve === 'function') {
    process.chdir(cwd)
    process.execve(paths.node, [paths.node, ...args], environment())
  }
  // The channel tells the child when this process is killed.
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc']
  const child = spawn(paths.node, args, { cwd, env: environment(), stdio })
  passSignals(child)
  child.once('error', (error) => fail(error))
  child.once('exit', (code, signal) => {
    process.exitCode = code === null ? 128 + constants.signals[signal] : code
  })
}

function fail(error) {
  const known = error instanceof Problem
  console.error(known ? error.message : explain(String(error.stack)))
  process.exitCode = known ? error.exitCode : 1
}

main().catch(fail)
