/** Every suite that both runtimes must pass. */
import type { OpenWorkspaceUnderTest } from '../support/workspace-under-test.ts'
import { activityLogSuite } from './activity-log.suite.ts'
import { activityWalkSuite } from './activity-walk.suite.ts'
import { alertsSuite } from './alerts.suite.ts'
import { analyticsSuite } from './analytics.suite.ts'
import { archiveSuite } from './archive.suite.ts'
import { badInputSuite } from './bad-input.suite.ts'
import { briefSuite } from './brief.suite.ts'
import { captureSuite } from './capture.suite.ts'
import { creditsSuite } from './credits.suite.ts'
import { demoSuite } from './demo.suite.ts'
import { feedbackSuite } from './feedback.suite.ts'
import { forecastSuite } from './forecast.suite.ts'
import { largeSuite } from './large.suite.ts'
import { limitsSuite } from './limits.suite.ts'
import { liveSuite } from './live.suite.ts'
import { outboxSuite } from './outbox.suite.ts'
import { ownedFiguresSuite } from './owned-figures.suite.ts'
import { peopleSuite } from './people.suite.ts'
import { readingsSuite } from './readings.suite.ts'
import { resourcesSuite } from './resources.suite.ts'
import { rotationSuite } from './rotation.suite.ts'
import { searchSuite } from './search.suite.ts'
import { secretsSuite } from './secrets.suite.ts'
import { selectionSuite } from './selection.suite.ts'
import { transferSuite } from './transfer.suite.ts'
import { usageSuite } from './usage.suite.ts'
import { windowsSuite } from './windows.suite.ts'
import { workflowsSuite } from './workflows.suite.ts'

export function bindContract(open: OpenWorkspaceUnderTest): void {
  workflowsSuite(open)
  resourcesSuite(open)
  creditsSuite(open)
  selectionSuite(open)
  rotationSuite(open)
  limitsSuite(open)
  largeSuite(open)
  briefSuite(open)
  captureSuite(open)
  usageSuite(open)
  readingsSuite(open)
  windowsSuite(open)
  forecastSuite(open)
  liveSuite(open)
  searchSuite(open)
  activityLogSuite(open)
  activityWalkSuite(open)
  feedbackSuite(open)
  analyticsSuite(open)
  transferSuite(open)
  archiveSuite(open)
  peopleSuite(open)
  ownedFiguresSuite(open)
  demoSuite(open)
  outboxSuite(open)
  secretsSuite(open)
  alertsSuite(open)
  badInputSuite(open)
}
