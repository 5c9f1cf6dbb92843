import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import { useListContext } from 'react-admin'
import { useText } from '../i18n/useText.ts'

const SHOWN = ['search', 'artefact', 'subjectId', 'accountId', 'assignee'] as const

/** Filters that have no field of their own: they come with a link or a search, and go with a press. */
export const FilterChips = () => {
  const text = useText()
  const { filterValues, setFilters, displayedFilters } = useListContext()
  const present = SHOWN.filter((name) => filterValues[name] !== undefined)
  if (present.length === 0) return null
  return (
    <Box sx={{ display: 'flex', gap: 1, px: 2, pt: 1.5 }}>
      {present.map((name) => (
        <Chip
          key={name}
          size="small"
          color="primary"
          label={text(`queue.only.${name}`)}
          onDelete={() => {
            const { [name]: _gone, ...others } = filterValues
            setFilters(others, displayedFilters)
          }}
        />
      ))}
    </Box>
  )
}
