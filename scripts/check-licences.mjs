// Fails when something that ships, installed or bundled into the dashboard, stands under a licence that nobody has agreed to.
import { existsSync, readdirSync, readFileSync } from 'node:fs'

const ALLOWED = new Set([
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0'],
  ...['BlueOak-1.0.0', 'CC0-1.0', 'Unlicense', 'Python-2.0'],
  // Copyleft of its own files only: we change none.
  'MPL-2.0',
])

const packages = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages
const shipped = new Set(Object.keys(packages).filter(path => path && !packages[path].dev && !packages[path].link))
for (const name of bundled()) add(`node_modules/${name}`)

/** Packages that the dashboard's files name, though npm installs them for development only. */
function bundled() {
  const files = readdirSync('web/src', { recursive: true }).filter(file => /\.(?:ts|svelte)$/.test(file))
  const texts = files.map(file => readFileSync(`web/src/${file}`, 'utf8'))
  const named = texts.flatMap(text => [...text.matchAll(/(?:from|import) '((?:@[\w-]+\/)?[\w-]+)[/']/g)].map(m => m[1]))
  return [...new Set(named)].filter(name => packages[`node_modules/${name}`])
}

function add(path) {
  if (shipped.has(path)) return
  shipped.add(path)
  for (const name of Object.keys(packages[path].dependencies ?? {})) {
    const own = `${path}/node_modules/${name}`
    add(packages[own] ? own : `node_modules/${name}`)
  }
}

/** As the package itself says; of another platform's, which is not here, as the lock file says. */
function licenceOf(path) {
  const file = `${path}/package.json`
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).license : packages[path].license
}

/** `(MIT OR Apache-2.0)`: one of them is enough; of `AND` each has to be. */
function isAllowed(licence) {
  if (typeof licence !== 'string') return false
  const one = part => part.split(' AND ').every(name => ALLOWED.has(name.trim()))
  return licence.replace(/[()]/g, '').split(' OR ').some(one)
}

const offenders = [...shipped].filter(path => !isAllowed(licenceOf(path)))
for (const path of offenders)
  console.error(
    `${path} ships under ${licenceOf(path) ?? 'no licence'}: agree to it in ${import.meta.filename.split('/').at(-1)}, or leave it out`,
  )
process.exit(offenders.length ? 1 : 0)
