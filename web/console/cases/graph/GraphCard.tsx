import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useCanAccess, useLocaleState } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { readLinkGraph } from '../../api/caseWorkApi.ts'
import { Section } from '../../cards/Section.tsx'
import { LinkGraph } from '../../graph/LinkGraph.tsx'
import { useText } from '../../i18n/useText.ts'
import { digestOf, graphData } from './graphData.ts'

type GraphCardProps = {
  caseId: string
  /** Shown when somebody asks for it: a case of one person is seldom a picture. */
  isClosed?: boolean
}

/** Persons, phones, addresses, networks, relying parties and texts of the case, and how often they met. */
export const GraphCard = ({ caseId, isClosed = false }: GraphCardProps) => {
  const text = useText()
  const [locale] = useLocaleState()
  const [isOpen, setIsOpen] = useState(!isClosed)
  return (
    <Section title={text('graph.title')}>
      {isOpen ? (
        // What has no name of its own is named in the reader's language.
        <CaseGraph key={locale} caseId={caseId} />
      ) : (
        <Button size="small" variant="outlined" onClick={() => setIsOpen(true)}>
          {text('graph.open')}
        </Button>
      )}
    </Section>
  )
}

const CaseGraph = ({ caseId }: { caseId: string }) => {
  const text = useText()
  const { canAccess: mayOpenPersons = false } = useCanAccess({ resource: 'persons', action: 'show' })
  const [around, setAround] = useState(false)
  const [isolate, setIsolate] = useState<string | null>(null)
  const { data, error } = useQuery({
    queryKey: ['case', caseId, 'graph', around, isolate],
    queryFn: ({ signal }) => readLinkGraph(caseId, { around, isolate }, signal),
    placeholderData: keepPreviousData,
  })
  // A new object would be drawn again.
  const graph = useMemo(() => (data === undefined ? null : graphData(data, text)), [data, text])
  if (error !== null && data === undefined) return <Alert severity="error">{error.message}</Alert>
  if (data === undefined || graph === null) return <Skeleton variant="rounded" height={420} />
  return (
    <Box>
      <FormControlLabel
        control={<Switch size="small" checked={around} onChange={(_event, checked) => setAround(checked)} />}
        label={text('graph.around')}
        slotProps={{ typography: { variant: 'body2' } }}
      />
      {(data.nodesLeftOut > 0 || data.sessionsAreCut) && (
        <Alert severity="info" sx={{ mb: 1 }}>
          {text(data.sessionsAreCut ? 'graph.sessionsCut' : 'graph.nodesLeftOut', {
            smart_count: data.nodesLeftOut,
            sessions: data.sessions,
          })}
        </Alert>
      )}
      {graph.nodes.length === 0 ? (
        <Typography sx={{ color: 'text.secondary' }}>{text('graph.empty')}</Typography>
      ) : (
        <LinkGraph
          graph={graph}
          label={text('graph.label', { nodes: graph.nodes.length, links: graph.edges.length })}
          isolated={isolate}
          onIsolate={setIsolate}
          actionsOf={(node) =>
            node.kind === 'person' &&
            mayOpenPersons && (
              <Link component={RouterLink} to={`/persons/${digestOf(node.id)}/show`} variant="body2">
                {text('persons.open')}
              </Link>
            )
          }
        />
      )}
    </Box>
  )
}
