import AddIcon from '@mui/icons-material/Add'
import PasteIcon from '@mui/icons-material/ContentPasteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import Switch from '@mui/material/Switch'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState, useSyncExternalStore } from 'react'
import { Title, useCanAccess } from 'react-admin'
import type { ListFilter } from '../../../server/contract/lists.ts'
import { LIST_KINDS, type ListKind } from '../../../server/domain/listEntry.ts'
import { OUTCOMES } from '../../../server/domain/sessions/decision.ts'
import { LISTS_KEY, readLists } from '../api/listsApi.ts'
import { CsvButton } from '../exports/CsvButton.tsx'
import { useText } from '../i18n/useText.ts'
import { QueryState } from '../loading/QueryState.tsx'
import { EntryTable } from './EntryTable.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import { NewEntryDialog } from './NewEntryDialog.tsx'
import { removals } from './removals.ts'

const KINDS = ['all', ...LIST_KINDS] as const
type KindTab = (typeof KINDS)[number]
const FIRST_PAGE = ''

export const ListsPage = () => {
  const text = useText()
  const { canAccess } = useCanAccess({ resource: 'lists', action: 'edit' })
  const mayEdit = canAccess === true
  const [tab, setTab] = useState<KindTab>('all')
  const [effect, setEffect] = useState<ListFilter['effect']>(null)
  const [isAll, setIsAll] = useState(false)
  const [open, setOpen] = useState<'add' | 'import' | null>(null)
  const leaving = useSyncExternalStore(removals.watch, removals.getIds)
  const filter: ListFilter = { kind: tab === 'all' ? null : tab, effect, show: isAll ? 'all' : 'inForce' }
  const lists = useInfiniteQuery({
    queryKey: [...LISTS_KEY, filter],
    queryFn: ({ pageParam, signal }) => readLists(filter, pageParam, signal),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const entries = lists.data?.pages.flatMap(({ items }) => items).filter(({ id }) => !leaving.has(id))
  const firstKind: ListKind = tab === 'all' ? 'address' : tab

  return (
    <Box sx={{ mt: 2, display: 'grid', gap: 2 }}>
      <Title title={text('lists.title')} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Typography variant="h5" component="h1" sx={{ flex: 1 }}>
          {text('lists.title')}
        </Typography>
        <FormControlLabel
          control={<Switch checked={isAll} onChange={({ target }) => setIsAll(target.checked)} />}
          label={text('lists.showExpired')}
        />
        <TextField
          select
          label={text('lists.effect')}
          value={effect ?? 'any'}
          onChange={({ target }) => setEffect(OUTCOMES.find((one) => one === target.value) ?? null)}
          margin="none"
          sx={{ minWidth: 150 }}
        >
          <MenuItem value="any">{text('lists.effect.any')}</MenuItem>
          {OUTCOMES.map((outcome) => (
            <MenuItem key={outcome} value={outcome}>
              {text(`lists.effect.${outcome}`)}
            </MenuItem>
          ))}
        </TextField>
        <CsvButton order={{ kind: 'lists', filter }} />
        {mayEdit && (
          <>
            <Button startIcon={<PasteIcon />} onClick={() => setOpen('import')}>
              {text('lists.import')}
            </Button>
            <Button variant="contained" startIcon={<AddIcon />} onClick={() => setOpen('add')}>
              {text('lists.add')}
            </Button>
          </>
        )}
      </Box>
      <Card>
        <Tabs
          value={tab}
          onChange={(_event, chosen: KindTab) => setTab(chosen)}
          aria-label={text('lists.kinds')}
          variant="scrollable"
        >
          {KINDS.map((kind) => (
            <Tab key={kind} value={kind} label={text(`lists.kind.${kind}`)} />
          ))}
        </Tabs>
        {entries === undefined ? (
          <Box sx={{ p: 2 }}>
            <QueryState error={lists.error} height={320} onRetry={() => void lists.refetch()} />
          </Box>
        ) : entries.length === 0 ? (
          <Typography sx={{ color: 'text.secondary', py: 8, textAlign: 'center' }}>
            {text(effect === null ? `lists.empty.${tab}` : 'lists.empty.effect')}
          </Typography>
        ) : (
          <EntryTable entries={entries} mayEdit={mayEdit} />
        )}
        {lists.hasNextPage && (
          <Box sx={{ p: 2, textAlign: 'center' }}>
            <Button onClick={() => void lists.fetchNextPage()} disabled={lists.isFetchingNextPage}>
              {text('lists.more')}
            </Button>
          </Box>
        )}
      </Card>
      {open === 'add' && <NewEntryDialog firstKind={firstKind} onClose={() => setOpen(null)} />}
      {open === 'import' && <ImportDialog firstKind={firstKind} onClose={() => setOpen(null)} />}
    </Box>
  )
}
