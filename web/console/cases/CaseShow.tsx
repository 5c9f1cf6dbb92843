import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import { useCallback, useState } from 'react'
import { Title } from 'react-admin'
import { useParams } from 'react-router-dom'
import type { CaseItem, CasePage } from '../../../server/contract/cases.ts'
import { mergeCases, readCase, unmergeCase } from '../api/caseWorkApi.ts'
import { useText } from '../i18n/useText.ts'
import { type CaseUndo, CaseUndoBar } from './CaseUndoBar.tsx'
import { ClosedCard } from './close/ClosedCard.tsx'
import { useCase } from './data/useCase.ts'
import { useCaseRights } from './data/useCaseRights.ts'
import { FilesCard } from './files/FilesCard.tsx'
import { GraphCard } from './graph/GraphCard.tsx'
import { CaseHeader } from './header/CaseHeader.tsx'
import { NotesCard } from './notes/NotesCard.tsx'
import { RelatedSessionsCard } from './related/RelatedSessionsCard.tsx'
import { SessionsCard } from './sessions/SessionsCard.tsx'
import { TimelineCard } from './timeline/TimelineCard.tsx'
import { VictimsCard } from './victims/VictimsCard.tsx'

/** A case, or a campaign, which is a case with more victims than one. */
export const CaseShow = () => {
  const text = useText()
  const { id = '' } = useParams()
  const { data: item, error, isPending, refetch } = useCase(id)
  if (isPending) return <Skeleton variant="rounded" height={400} sx={{ mt: 2 }} />
  if (item === undefined) {
    return (
      <Alert
        severity="error"
        sx={{ mt: 2 }}
        action={
          <Button color="inherit" size="small" onClick={() => void refetch()}>
            {text('queue.retry')}
          </Button>
        }
      >
        {error?.message ?? text('page.error')}
      </Alert>
    )
  }
  return <CaseBody key={id} item={item} isStale={error !== null} />
}

const COLUMN = { display: 'grid', gap: 2, minWidth: 0 } as const

const CaseBody = ({ item, isStale }: { item: CasePage; isStale: boolean }) => {
  const text = useText()
  const rights = useCaseRights(item)
  const [undo, setUndo] = useState<CaseUndo | null>(null)
  const forget = useCallback(() => setUndo(null), [])
  const isCampaign = item.kind === 'campaign'

  const onMerge = (merged: Pick<CaseItem, 'id' | 'title'>) =>
    setUndo({
      words: text('cases.merge.done', { title: merged.title }),
      run: async () => await unmergeCase(await readCase(merged.id)),
    })
  // A split is taken back by merging what was split off.
  const onSplit = (made: CasePage) =>
    setUndo({
      words: text('cases.split.doneAs', { title: made.title }),
      run: async () => await mergeCases(await readCase(item.id), await readCase(made.id)),
    })

  return (
    <Box sx={{ display: 'grid', gap: 2, mt: 2 }}>
      <Title title={text(`cases.kind.${item.kind}`)} />
      {isStale && <Alert severity="warning">{text('app.connection.lost')}</Alert>}
      <CaseHeader item={item} rights={rights} onMerge={onMerge} />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 2fr) minmax(280px, 1fr)' },
        }}
      >
        <Box sx={COLUMN}>
          {isCampaign && <VictimsCard item={item} mayDecide={rights.mayDecide} />}
          {isCampaign && <GraphCard caseId={item.id} />}
          <SessionsCard item={item} mayChange={rights.mayChange} onSplit={onSplit} />
          <RelatedSessionsCard item={item} mayAdd={rights.mayChange} />
          {!isCampaign && <GraphCard caseId={item.id} isClosed />}
        </Box>
        <Box sx={COLUMN}>
          {item.closed !== null && <ClosedCard closed={item.closed} />}
          <NotesCard caseId={item.id} mayWrite={rights.mayWrite} />
          <FilesCard item={item} mayChange={rights.mayWrite} />
          <TimelineCard caseId={item.id} />
        </Box>
      </Box>
      {undo !== null && <CaseUndoBar undo={undo} onOver={forget} />}
    </Box>
  )
}
