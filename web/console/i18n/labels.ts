/** The closed sets of the service that the console has words for: one for each member, in every language. */

import type { CaseKind, CaseSeverity, CaseState, SlaTag } from '../../../server/domain/cases/case.ts'
import type { CaseEventKind } from '../../../server/domain/cases/caseEvent.ts'
import type { ConsoleRole } from '../../../server/domain/consoleUser.ts'
import type { AfterWarning } from '../../../server/domain/dashboard.ts'
import type { ListKind } from '../../../server/domain/listEntry.ts'
import type { ModelStatus, ModelStep } from '../../../server/domain/model.ts'
import type {
  Effect,
  Pattern,
  ProposedChange,
  RuleState,
  SuppressionKind,
} from '../../../server/domain/rule.ts'
import type { ExportKind } from '../../../server/domain/runs/export.ts'
import type { RunErrorCode, RunKind, RunState, RunStep } from '../../../server/domain/runs/run.ts'
import type { ArtefactKind } from '../../../server/domain/sessions/artefact.ts'
import type { Decider, Outcome, ScamType, Stage } from '../../../server/domain/sessions/decision.ts'
import type { Disposition } from '../../../server/domain/sessions/label.ts'
import type { Reviewer } from '../../../server/domain/sessions/review.ts'
import type { EndResult, Flow, SessionKind, SessionState } from '../../../server/domain/sessions/session.ts'
import type { LabelledAs } from '../../../server/domain/sessions/sessionQuery.ts'
import type { QualityKind, QualityOpinion } from '../../../server/domain/team.ts'

export type LabelKey =
  | `outcome.${Outcome}`
  | `decidedBy.${Decider}`
  | `scam.${ScamType}`
  | `state.${SessionState}`
  | `end.${EndResult}`
  | `kind.${SessionKind}`
  | `flow.${Flow}`
  | `disposition.${Disposition}`
  | `disposition.${Disposition}.means`
  | `cases.kind.${CaseKind}`
  | `cases.state.${CaseState}`
  | `cases.severity.${CaseSeverity}`
  | `cases.sla.${SlaTag}`
  | `timeline.${Exclude<CaseEventKind, 'decided'>}`
  | `whoElse.kind.${ArtefactKind}`
  | `exports.kind.${ExportKind}`
  | `team.role.${ConsoleRole}`
  | `team.look.${QualityKind}`
  | `team.verdict.${QualityOpinion}`
  | `queue.only.labelledAs.${LabelledAs}`
  | `queue.only.reviewedBy.${Reviewer}`
  | `dashboard.warnings.${AfterWarning}`
  | `rule.state.${RuleState}`
  | `rule.pattern.${Pattern}`
  | `rule.stage.${Stage}`
  | `rule.proposed.${ProposedChange}`
  | `rule.effect.${Effect['kind']}`
  | `rule.effect.${Effect['kind']}.help`
  | `suppression.kind.${SuppressionKind}`
  | `lists.kind.${ListKind}`
  | `lists.one.${ListKind}`
  | `lists.effect.${Outcome}`
  | `model.status.${ModelStatus}`
  | `model.history.${ModelStep}`
  | `run.state.${RunState}`
  | `run.step.${RunStep}`
  | `run.error.${RunErrorCode}`
  | `run.cancelled.${RunKind}`
