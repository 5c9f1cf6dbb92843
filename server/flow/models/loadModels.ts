/** loadModels: what scores now, ready to run. Every process reads it at its start and when it is told of a change. */

import type { Ensemble } from '../../risk/engine.ts'
import type { Log } from '../ports.ts'
import { loadEnsemble } from './ensembleArtifact.ts'
import type { ModelReads, StoredModel } from './ports.ts'

/**
 * A challenger that cannot run is left out and logged: it decides nothing.
 * @throws where the champion cannot run, so that whoever asks keeps what it has.
 */
export async function loadModels(deps: {
  log: Log
  models: Pick<ModelReads, 'inForce'>
}): Promise<{ champion: Ensemble | null; challengers: Ensemble[] }> {
  const { champion, challengers } = await deps.models.inForce()
  return {
    champion: champion === null ? null : toEnsemble(champion),
    challengers: challengers.flatMap((model) => {
      try {
        return [toEnsemble(model)]
      } catch (error) {
        deps.log.error({ err: error, modelId: model.id }, 'a challenger cannot run')
        return []
      }
    }),
  }
}

function toEnsemble({ version, artifact }: StoredModel): Ensemble {
  return loadEnsemble(version, artifact)
}
