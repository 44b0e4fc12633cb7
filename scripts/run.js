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
import { basename, dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

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
}

const cli = 'apps/cli/src/main.ts'
/** What each npm script runs, and whether it needs the web UI. `asIs`: with whatever is installed. */
const modes = {
  start: { script: cli, args: ['start'], web: true, userFolder: true },
  demo: { script: cli, args: ['demo'], web: false, userFolder: true },
  cli: { script: cli, args: [], web: false, userFolder: true },
  test: { script: 'scripts/test/main.ts', args: [], web: true, userFolder: false },
  verify: { script: 'scripts/verify/main.ts', args: [], web: false, userFolder: false },
  bench: { script: 'bench/src/main.ts', args: [], web: true, userFolder: false },
  lockfile: { script: 'scripts/lockfile/repair.ts', args: [], web: false, userFolder: false, asIs: true },
}

const messages = {
  en: {
    oldNode: 'Node {version} is too old to begin with. Install Node 18 or later; the rest follows by itself.',
    noMode:
      'Usage: npm start | npm run demo | npm test | npm run verify | npm run bench | npm run kansoku -- …',
    installing: 'Installing packages (only when they have changed; about two minutes)',
    installed: 'Packages installed',
    building: 'Building the web UI (only when it has changed)',
    built: 'Web UI built',
    waiting: 'Another start is installing; waiting for it',
    failed: 'That failed. The last lines were:',
    hint: 'What to do:',
    network:
      'The package registry could not be reached. Check the network and the proxy (npm config get proxy).',
    rights: 'This folder may not be written by you. Change its owner, or clone into a folder of yours.',
    disk: 'The disk is full. Make room (about 2 GB) and start again.',
    sync: 'package-lock.json does not fit package.json. Take it back with: git checkout package-lock.json',
    integrity: 'A download was damaged. Run "npm cache verify" and start again.',
    again:
      'Start again; what is missing is installed then. If it keeps failing, run "npm ci" to see all of it.',
    noPinned:
      'The Node of this checkout is missing: npm did not run its install script. Run "npm ci --ignore-scripts=false".',
  },
  ja: {
    oldNode: 'Node {version} は古すぎます。Node 18 以降を入れてください。残りは自動で用意します。',
    noMode:
      '使い方: npm start | npm run demo | npm test | npm run verify | npm run bench | npm run kansoku -- …',
    installing: 'パッケージをインストールしています(変更があったときだけ。2 分ほどかかります)',
    installed: 'パッケージのインストールが完了しました',
    building: '画面をビルドしています(変更があったときだけ)',
    built: '画面のビルドが完了しました',
    waiting: '別の起動がインストール中のため、完了を待っています',
    failed: '失敗しました。出力の末尾:',
    hint: '対処方法:',
    network:
      'パッケージレジストリに接続できません。ネットワークとプロキシ(npm config get proxy)を確認してください。',
    rights: 'このフォルダーに書き込めません。所有者を変えるか、書き込めるフォルダーにクローンしてください。',
    disk: 'ディスクがいっぱいです。2 GB ほど空けてから起動し直してください。',
    sync: 'package-lock.json が package.json と合っていません。git checkout package-lock.json で元に戻してください。',
    integrity: 'ダウンロードしたファイルが壊れています。"npm cache verify" のあと、起動し直してください。',
    again:
      '起動し直すと、足りないものから続けます。繰り返し失敗する場合は "npm ci" で全体の出力を確認してください。',
    noPinned:
      'このチェックアウト用の Node がありません(npm がインストールスクリプトを実行しませんでした)。"npm ci --ignore-scripts=false" を実行してください。',
  },
}

class Problem extends Error {}

function text(key) {
  const asked = process.argv.join(' ').match(/--lang[= ](\w+)/)
  const locale = asked?.[1] || process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''
  return messages[/^ja([_.-]|$)/i.test(locale) ? 'ja' : 'en'][key]
}

async function main() {
  const [major] = process.versions.node.split('.').map(Number)
  if (major < 18) throw new Problem(text('oldNode').replace('{version}', process.versions.node))
  const mode = modes[process.argv[2]]
  if (!mode) throw new Problem(text('noMode'))
  if (!mode.asIs && (!isInstalled() || (mode.web && !isWebBuilt()))) {
    await underLock(async () => {
      if (!isInstalled()) await install()
      if (mode.web && !isWebBuilt()) await buildWeb()
    })
  }
  handOver(mode)
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

/** Of everything that ends up in the web UI. */
function webHash() {
  const hash = createHash('sha256').update(lockfileHash())
  for (const folder of ['apps/web', 'packages/contracts', 'sdks/js']) {
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
  const { code, problem } = await new Promise((resolve) => {
    child.once('error', (error) => resolve({ problem: error.message }))
    child.once('close', (status) => resolve({ code: status }))
  })
  signals.stop()
  stopTicking()
  if (signals.received) throw new Problem('')
  if (code !== 0)
    throw new Problem(explain(Buffer.concat(output).toString('utf8') || problem || `exit ${code}`))
  console.log(`✔ ${text(done)} (${seconds()} s)`)
}

const remedies = [
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

/** Passes signals on to the child, so that this process ends after it and not before. */
function passSignals(child) {
  const state = { received: undefined, stop }
  const listeners = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
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

function handOver(mode) {
  const args = [join(root, mode.script), ...mode.args, ...process.argv.slice(3)]
  const cwd = mode.userFolder ? userFolder() : root
  if (typeof process.execve === 'function') {
    process.chdir(cwd)
    process.execve(paths.node, [paths.node, ...args])
  }
  // The channel tells the child when this process is killed.
  const child = spawn(paths.node, args, { cwd, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  passSignals(child)
  child.once('error', (error) => fail(error))
  child.once('exit', (code, signal) => {
    process.exitCode = code === null ? (signal === 'SIGINT' ? 130 : 1) : code
  })
}

function fail(error) {
  if (error.message) console.error(error instanceof Problem ? error.message : explain(String(error.stack)))
  process.exitCode = error.message ? 1 : 130
}

main().catch(fail)
