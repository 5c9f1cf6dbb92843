import AddIcon from '@mui/icons-material/Add'
import CloseIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useText } from '../../i18n/useText.ts'
import { type Condition, type Group, JOINS, withPart } from './condition.ts'
import { TestRow } from './TestRow.tsx'

type GroupBoxProps = {
  group: Group
  /** E.g. `2.1`: the first part of the second part. Empty for the whole condition. */
  place: string
  onChange: (group: Group) => void
  /** Absent for the whole condition, which stays. */
  onRemove?: () => void
}

/** How deep groups may stand in groups: deeper is for the code view. */
const DEEPEST = 3

/** Tests and groups that hold together. */
export const GroupBox = ({ group, place, onChange, onRemove }: GroupBoxProps) => {
  const text = useText()
  const add = (part: Condition) => onChange({ ...group, parts: [...group.parts, part] })
  const placeOf = (index: number) => (place === '' ? `${index + 1}` : `${place}.${index + 1}`)
  const name = place === '' ? text('condition.whole') : text('condition.group', { place })
  return (
    <Box
      role="group"
      aria-label={name}
      sx={{
        display: 'grid',
        gap: 2,
        pl: 1.5,
        py: place === '' ? 0 : 1,
        borderLeft: 3,
        borderColor:
          group.join === 'none' ? 'error.main' : group.join === 'any' ? 'warning.main' : 'primary.main',
      }}
    >
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <TextField
          select
          label={text('condition.join')}
          value={group.join}
          onChange={({ target }) => {
            const join = JOINS.find((one) => one === target.value)
            if (join !== undefined) onChange({ ...group, join })
          }}
          margin="none"
          sx={{ minWidth: 220 }}
        >
          {JOINS.map((join) => (
            <MenuItem key={join} value={join}>
              {text(`condition.join.${join}`)}
            </MenuItem>
          ))}
        </TextField>
        {onRemove !== undefined && (
          <IconButton size="small" aria-label={text('condition.removeGroup', { place })} onClick={onRemove}>
            <CloseIcon fontSize="small" />
          </IconButton>
        )}
      </Box>
      {group.parts.map((part, index) =>
        part.is === 'group' ? (
          <GroupBox
            key={placeOf(index)}
            group={part}
            place={placeOf(index)}
            onChange={(changed) => onChange(withPart(group, index, changed))}
            onRemove={() => onChange(withPart(group, index, null))}
          />
        ) : (
          <TestRow
            key={placeOf(index)}
            test={part}
            place={placeOf(index)}
            onChange={(changed) => onChange(withPart(group, index, changed))}
            onRemove={() => onChange(withPart(group, index, null))}
          />
        ),
      )}
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button size="small" startIcon={<AddIcon />} onClick={() => add({ is: 'unset' })}>
          {text('condition.addTest')}
        </Button>
        {place.split('.').length < DEEPEST && (
          <Button
            size="small"
            startIcon={<AddIcon />}
            onClick={() =>
              add({ is: 'group', join: group.join === 'any' ? 'all' : 'any', parts: [{ is: 'unset' }] })
            }
          >
            {text('condition.addGroup')}
          </Button>
        )}
      </Box>
    </Box>
  )
}
