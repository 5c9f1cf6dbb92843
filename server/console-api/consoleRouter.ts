/** The console's door: cookie log-in, every answer fresh, every change from our own page only. */
import { json, Router } from 'express'
import { AppError } from '../errors.ts'
import { campaignsRouter } from './cases/campaigns.ts'
import { caseContentsRouter } from './cases/caseContents.ts'
import { casesRouter } from './cases/cases.ts'
import { countsRouter } from './counts.ts'
import { dashboardRouter } from './dashboard/dashboard.ts'
import type { ConsoleDependencies } from './dependencies.ts'
import { consoleErrors } from './errors.ts'
import { exportsRouter } from './exports.ts'
import { requireOwnPage } from './guard.ts'
import { labelsRouter } from './labels.ts'
import { listsRouter } from './lists/lists.ts'
import { loginRouter } from './login.ts'
import { modelsRouter } from './models/models.ts'
import { personsRouter } from './persons/persons.ts'
import { revealsRouter } from './persons/reveals.ts'
import { proofingsRouter } from './proofings.ts'
import { claimsRouter } from './queue/claims.ts'
import { relatedRouter } from './queue/related.ts'
import { reviewsRouter } from './queue/reviews.ts'
import { savedFiltersRouter } from './queue/savedFilters.ts'
import { replaysRouter } from './replays/replays.ts'
import { ruleHitsRouter } from './rules/hits.ts'
import { rulesRouter } from './rules/rules.ts'
import { suppressionsRouter } from './rules/suppressions.ts'
import { searchRouter } from './search/search.ts'
import { sessionsRouter } from './sessions.ts'
import { qualityRouter } from './team/quality.ts'
import { teamRouter } from './team/team.ts'

export function consoleRouter(deps: ConsoleDependencies): Router {
  const router = Router()
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store')
    next()
  })
  router.use(requireOwnPage)
  router.use(json({ limit: '64kb' }))
  router.use(loginRouter(deps))
  router.use(reviewsRouter(deps))
  router.use(claimsRouter(deps))
  router.use(relatedRouter(deps))
  router.use(savedFiltersRouter(deps))
  router.use(searchRouter(deps))
  router.use(sessionsRouter(deps))
  router.use(countsRouter(deps))
  router.use(dashboardRouter(deps))
  router.use(exportsRouter(deps))
  router.use(proofingsRouter(deps))
  router.use(ruleHitsRouter(deps))
  router.use(rulesRouter(deps))
  router.use(replaysRouter(deps))
  router.use(suppressionsRouter(deps))
  router.use(listsRouter(deps))
  router.use(labelsRouter(deps))
  router.use(modelsRouter(deps))
  router.use(casesRouter(deps))
  router.use(caseContentsRouter(deps))
  router.use(campaignsRouter(deps))
  router.use(personsRouter(deps))
  router.use(revealsRouter(deps))
  router.use(teamRouter(deps))
  router.use(qualityRouter(deps))
  router.use(() => {
    throw new AppError('notFound', 'There is nothing here')
  })
  router.use(consoleErrors(deps))
  return router
}
