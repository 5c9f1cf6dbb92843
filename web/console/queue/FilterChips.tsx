import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import { useListContext } from 'react-admin'
import { useText } from '../i18n/useText.ts'
import { CHIPPED, chipText } from './chipText.ts'

/** Filters that have no field of their own: they come with a link or a search, and go with a press. */
export const FilterChips = () => {
  const text = useText()
  const { filterValues, setFilters, displayedFilters } = useListContext()
  const present = CHIPPED.flatMap((name) => {
    const label = chipText(name, filterValues[name], text)
    return label === null ? [] : { name, label }
  })
  if (present.length === 0) return null
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, px: 2, pt: 1.5 }}>
      {present.map(({ name, label }) => (
        <Chip
          key={name}
          size="small"
          color="primary"
          label={label}
          onDelete={() => {
            const { [name]: _gone, ...others } = filterValues
            setFilters(others, displayedFilters)
          }}
        />
      ))}
    </Box>
  )
}
