// The walls of the house: imports run downward, rooms meet through index.ts, dialects never meet.
const floor = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.ts$|/testing/' },
  to: { path: to },
})

const src = '^src/'
const notIn = (...allowed) => `^(?:src|web|bench|test)/(?!(?:${allowed.join('|')})(?:/|$))`

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'a component may show itself within itself; nothing else goes round in a circle',
      severity: 'error',
      from: { path: '^(.+)$' },
      to: { circular: true, pathNot: '^$1$', viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'core-stands-alone',
      comment: 'core: values in, values out; no I/O, no package',
      severity: 'error',
      from: { path: '^src/core/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^src/core/' },
    },
    {
      name: 'importers-know-only-core',
      severity: 'error',
      from: { path: '^src/importers/', pathNot: '\\.test\\.ts$|/testing' },
      to: { pathNot: '^src/(?:core|importers)/' },
    },
    {
      name: 'dialects-never-meet',
      severity: 'error',
      from: { path: '^src/importers/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/importers/[^/]+/', pathNot: '^src/importers/$1/' },
    },
    floor('platform-looks-down', '^src/platform/', notIn('core', 'platform'), 'ports know core only'),
    floor('http-looks-down', '^src/http/', notIn('core', 'platform', 'http')),
    floor('workspace-looks-down', '^src/workspace/', notIn('core', 'platform', 'http', 'workspace')),
    floor('directory-looks-down', '^src/directory/', notIn('core', 'platform', 'http', 'directory')),
    floor('edge-looks-down', '^src/edge/', notIn('core', 'platform', 'http', 'directory', 'edge')),
    floor('runtimes-never-look-up', '^src/runtimes/', '^src/(?:cli|mcp|client)/|^web/'),
    floor('runtimes-never-meet', '^src/runtimes/node/', '^src/runtimes/workers/'),
    floor('runtimes-never-meet-2', '^src/runtimes/workers/', '^src/runtimes/node/'),
    {
      name: 'client-takes-types-only',
      comment: 'client: typed calls over fetch; from above only types',
      severity: 'error',
      from: { path: '^src/client/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(?!client/|core/)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'cli-uses-the-client',
      comment: 'cli: client, core, importers and, to serve, runtimes/node',
      severity: 'error',
      from: { path: '^src/cli/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(?:workspace|http|edge|platform|directory)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'web-uses-the-client',
      severity: 'error',
      from: { path: '^web/src/' },
      to: { path: '^src/(?!client/|core/|importers/)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rooms-meet-at-the-door',
      comment: 'a room is entered through its index.ts',
      severity: 'error',
      from: { path: '^src/workspace/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/workspace/[^/]+/', pathNot: '^src/workspace/(?:$1/|[^/]+/index\\.ts$)' },
    },
    {
      name: 'no-node-on-universal-floors',
      severity: 'error',
      from: {
        path: '^src/(?:core|importers|platform|http|workspace|directory|edge|client)/',
        pathNot: '\\.test\\.ts$',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: src, pathNot: '\\.test\\.ts$|end-with-parent\\.mjs$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.mjs', '.js', '.svelte', '.json'] },
    exclude: { path: 'web/dist' },
  },
}
