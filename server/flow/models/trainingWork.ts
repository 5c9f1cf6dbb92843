/**
 * How a run trains: in a process of its own, so that no other queue waits for it. What comes of it becomes a candidate.
 */
import { createHash } from 'node:crypto'
import type { TrainingRunId } from '../../domain/ids.ts'
import type { EngineSource } from '../../risk/engine.ts'
import { audit, consoleUser } from '../audit.ts'
import type { RunStores } from '../runs/requestRun.ts'
import type { AttemptEnd, RunTask, RunWork } from '../runs/runWork.ts'
import type { WorkProcess } from '../runs/workProcess.ts'
import type { ModelWrites } from './ports.ts'
import { type TrainingOrder, toRuleSource, trainingMessage } from './trainingMessages.ts'
import type { TrainedModel } from './trainOnHistory.ts'

export type TrainingWorkDependencies = {
  trainingProcess: WorkProcess<TrainingOrder>
  engines: EngineSource
}

export type TrainingTypes = {
  kind: 'training'
  outcome: TrainedModel
  deps: TrainingWorkDependencies
  stores: RunStores & { models: Pick<ModelWrites, 'create'> }
}

export const trainingWork: RunWork<TrainingTypes> = {
  kind: 'training',
  firstStep: 'reading',
  work: train,

  async write(_deps, tx, { run }, model) {
    const id = tx.random.id<'model'>()
    const version = versionOf(model, run.id)
    await tx.models.create({ id, version, ...model, trainingRunId: run.id, trainedBy: run.requestedBy })
    const { rows, frauds } = model.rows.training
    await audit(
      tx,
      consoleUser(run.requestedBy),
      'model.trained',
      { kind: 'model', id },
      { version, kind: model.kind, trainingRunId: run.id, rows, frauds },
    )
    return { modelId: id, backend: model.backend }
  },

  async discard() {},
}

async function train(
  { trainingProcess, engines }: TrainingWorkDependencies,
  { run, report, signal }: RunTask<'training'>,
): Promise<AttemptEnd<TrainedModel>> {
  let end: AttemptEnd<TrainedModel> = null
  const onMessage = (message: unknown) => {
    const parsed = trainingMessage.parse(message)
    if ('progress' in parsed) report(parsed.progress)
    else end = 'model' in parsed ? { outcome: parsed.model } : parsed
  }
  const rules = toRuleSource(engines.current().ruleSet)
  await trainingProcess.run({ options: run.request, rules }, onMessage, signal)
  return end
}

/** Names the weights and the run: two trainings that agree are still two models. */
function versionOf({ kind, artifact }: TrainedModel, runId: TrainingRunId): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([runId, artifact]))
    .digest('hex')
  return `${kind}-${digest.slice(0, 12)}`
}
