// Fails when the lockfile would break `npm ci` on another platform, names a registry, or takes a package unseen.
import { readFileSync } from 'node:fs'

const packages = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages

/** Whether a package at `path` would find `name`, the way Node looks for it: here, then in each folder above. */
function found(path, name) {
  for (let folder = path; ; ) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true
    if (!folder) return false
    const above = folder.lastIndexOf('/node_modules/')
    folder = above < 0 ? '' : folder.slice(0, above)
  }
}

const faults = Object.entries(packages).flatMap(([path, entry]) => {
  const missing = Object.keys(entry.optionalDependencies ?? {}).filter(name => !found(path, name))
  const lacks = missing.map(
    name => `${path || '(root)'}@${entry.version} lacks ${name} of another platform: npm ci would fail there`,
  )
  const named = /^[a-z+]+:\/\//.test(entry.resolved ?? '') ? [`${path} records the address of a registry`] : []
  const isPacked = path !== '' && !entry.link
  const unseen = isPacked && !/^sha512-/.test(entry.integrity ?? '') ? [`${path} has no sha512 to be known by`] : []
  return [...lacks, ...named, ...unseen]
})
for (const fault of faults) console.error(fault)
process.exit(faults.length ? 1 : 0)
