/** Every route of a workspace: one line a room. */
import type { Route } from '../http/route.ts'
import { accountRoutes } from './accounts/routes.ts'
import { activityRoutes } from './activity/routes.ts'
import { alertRoutes } from './alerts/routes.ts'
import { archiveRoutes } from './archive/routes.ts'
import { briefRoutes } from './briefs/routes.ts'
import { captureRoutes } from './capture/routes.ts'
import { conversationRoutes } from './conversation/routes.ts'
import { demoRoutes } from './demo/routes.ts'
import { fileRoutes } from './files/routes.ts'
import { forecastRoutes } from './forecasts/routes.ts'
import { handoffRoutes } from './handoffs/routes.ts'
import { knowledgeRoutes } from './knowledge/routes.ts'
import { outboxRoutes } from './outbox/routes.ts'
import { overviewRoutes } from './overview/routes.ts'
import { peopleRoutes } from './people/routes.ts'
import { projectRoutes } from './projects/routes.ts'
import { searchRoutes } from './search/routes.ts'
import { secretRoutes } from './secrets/routes.ts'
import { selectionRoutes } from './selection/routes.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { settingsRoutes } from './settings/routes.ts'
import { snapshotRoutes } from './snapshots/routes.ts'
import { transferRoutes } from './transfer/routes.ts'
import { usageRoutes } from './usage/routes.ts'

export const routes: readonly Route[] = [
  ...overviewRoutes,
  ...projectRoutes,
  ...accountRoutes,
  ...secretRoutes,
  ...selectionRoutes,
  ...sessionRoutes,
  ...conversationRoutes,
  ...briefRoutes,
  ...forecastRoutes,
  ...handoffRoutes,
  ...snapshotRoutes,
  ...fileRoutes,
  ...knowledgeRoutes,
  ...searchRoutes,
  ...captureRoutes,
  ...usageRoutes,
  ...transferRoutes,
  ...archiveRoutes,
  ...alertRoutes,
  ...outboxRoutes,
  ...settingsRoutes,
  ...peopleRoutes,
  ...activityRoutes,
  ...demoRoutes,
]
