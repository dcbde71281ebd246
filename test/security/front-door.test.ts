import { expect, test } from 'vitest'
import { isDirectoryPath } from '../../src/directory/paths.ts'
import { directoryRoutes } from '../../src/directory/routes.ts'
import { PUBLIC_PATHS } from '../../src/edge/public-paths.ts'
import { needsOf } from '../../src/http/access.ts'
import { routes } from '../../src/workspace/rooms.ts'

test('what the front door lets anybody ask is what the rooms call public, and the description of the API', () => {
  const isPublic = routes.filter(route => needsOf(route) === 'public').map(({ path }) => path)
  expect([...PUBLIC_PATHS].sort()).toEqual(['/api/openapi.json', ...isPublic].sort())
})

test('what the front door takes for the directory is what has a route there, and none of a workspace', () => {
  expect(directoryRoutes.filter(({ path }) => !isDirectoryPath(path))).toEqual([])
  expect(routes.filter(({ path }) => isDirectoryPath(path))).toEqual([])
})
