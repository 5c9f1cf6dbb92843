import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import type { CaseItem } from '../../../../server/contract/cases.ts'
import { changeCase } from '../../api/caseWorkApi.ts'
import { refusalOf } from '../../api/http.ts'
import { useText } from '../../i18n/useText.ts'
import { announcer } from '../../keyboard/announcer.ts'
import { useAssignees } from '../data/useAssignees.ts'

const NOBODY = 'nobody'

/** Gives all chosen cases to one person. Each by itself: one that somebody changed meanwhile does not hold up the others. */
export const AssignBar = ({ chosen, onClear }: { chosen: readonly CaseItem[]; onClear: () => void }) => {
  const text = useText()
  const notify = useNotify()
  const refresh = useRefresh()
  const people = useAssignees()
  const [isBusy, setIsBusy] = useState(false)

  const assign = async (to: string) => {
    setIsBusy(true)
    const problems: string[] = []
    for (const item of chosen) {
      await changeCase(item, { assigneeId: to === NOBODY ? null : to }).catch((error: unknown) =>
        problems.push(`${item.title}: ${refusalOf(error).message}`),
      )
    }
    setIsBusy(false)
    const words = text('cases.assigned', { smart_count: chosen.length - problems.length })
    announcer.announce([words, ...problems].join('. '))
    notify(problems.length === 0 ? words : problems.join(' '), {
      type: problems.length === 0 ? 'success' : 'warning',
    })
    onClear()
    refresh()
  }

  return (
    <Box
      role="toolbar"
      aria-label={text('bulk.title')}
      sx={{ display: 'flex', alignItems: 'center', gap: 1.5, px: 2, height: 52, bgcolor: 'action.selected' }}
    >
      <Typography variant="body2" sx={{ fontWeight: 650 }}>
        {text('bulk.chosen', { smart_count: chosen.length })}
      </Typography>
      <TextField
        select
        label={text('cases.assignTo')}
        value=""
        disabled={isBusy}
        onChange={(event) => void assign(event.target.value)}
        sx={{ minWidth: 200, my: 0 }}
      >
        {people.map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
        <MenuItem value={NOBODY}>{text('cases.nobody')}</MenuItem>
      </TextField>
      <Button size="small" onClick={onClear}>
        {text('bulk.clear')}
      </Button>
    </Box>
  )
}
