/** The Worker's front door. Until people can sign in, it forwards nobody: a workspace on the network is never open to all. */
export { WorkspaceObject } from './workspace-object.ts'

const CLOSED = {
  success: false,
  error: 'This deployment takes no requests yet: sign-in is not built.',
  suggestion: 'Run paas on your own machine: npm ci && npm start.',
  code: 'not-open-yet',
}

export default { fetch: () => Response.json(CLOSED, { status: 503 }) }
