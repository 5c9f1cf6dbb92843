import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router-dom'
import { RULES_KEY, readRule } from '../../api/rulesApi.ts'
import { featureNamed } from '../../features/registry.ts'
import { QueryState } from '../../loading/QueryState.tsx'
import { RuleEditor } from './RuleEditor.tsx'
import { formOf } from './ruleForm.ts'

/** The newest version is the one that the next is made of. */
export const RuleEdit = () => {
  const { id = '' } = useParams()
  const rule = useQuery({
    queryKey: [...RULES_KEY, 'edited', id],
    queryFn: ({ signal }) => readRule(id, 1, signal),
    // What is being typed must not be replaced under the hands.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const newest = rule.data?.versions[0]
  if (newest === undefined) {
    return (
      <Box sx={{ mt: 2 }}>
        <QueryState error={rule.error} height={520} onRetry={() => void rule.refetch()} />
      </Box>
    )
  }
  return (
    <RuleEditor key={newest.id} start={formOf(newest, (name) => featureNamed(name)?.kind)} basedOn={newest} />
  )
}
