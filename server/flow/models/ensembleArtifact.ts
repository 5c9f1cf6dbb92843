/** An ensemble as it is stored: plain JSON, checked when it is read, made into scorers to run. */
import { z } from 'zod'
import type { Ensemble } from '../../risk/engine.ts'
import { SCORER_KINDS, type ScorerKind } from '../../risk/models/scorer.ts'
import { SCORER_LOADERS, type ScorerLoader } from './scorerLoaders.ts'

const finite = z.number()
const calibration = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('identity') }),
  z.object({ kind: z.literal('beta'), a: finite.nonnegative(), b: finite.nonnegative(), c: finite }),
  z.object({
    kind: z.literal('isotonic'),
    points: z
      .array(z.tuple([finite, finite]).readonly())
      .min(1)
      .readonly(),
  }),
])
/** What else a scorer keeps is its own loader's to check. */
const scorer = z.looseObject({
  kind: z.enum(SCORER_KINDS),
  version: z.string(),
  features: z.array(z.string()),
})

const ensembleArtifact = z.object({
  members: z.array(z.object({ scorer, weight: finite.nonnegative() })),
  ruleWeight: finite,
  intercept: finite,
  calibration,
})
export type EnsembleArtifact = z.infer<typeof ensembleArtifact>
export type ScorerArtifact = z.infer<typeof scorer>

/** @throws ZodError where it is no ensemble; RangeError where this program cannot run one of its members. */
export function loadEnsemble(
  version: string,
  artifact: unknown,
  loaders: Partial<Record<ScorerKind, ScorerLoader>> = SCORER_LOADERS,
): Ensemble {
  const { members, ...rest } = ensembleArtifact.parse(artifact)
  return {
    version,
    ...rest,
    members: members.map(({ scorer, weight }) => {
      const load = loaders[scorer.kind]
      if (load === undefined)
        throw new RangeError(
          `the model ${version} has a scorer of kind ${scorer.kind}, which cannot run here`,
        )
      return { scorer: load(scorer), weight }
    }),
  }
}

/** Every feature that one of its scorers reads, once. */
export function featuresOf({ members }: EnsembleArtifact): string[] {
  return [...new Set(members.flatMap(({ scorer }) => scorer.features))].sort()
}
