import { useListContext } from 'react-admin'
import { cleanFilter } from '../api/dataProvider.ts'
import { CsvButton } from '../exports/CsvButton.tsx'

export const SessionsCsv = () => {
  const { filterValues } = useListContext()
  const { search, ...filter } = cleanFilter(filterValues)
  return <CsvButton order={{ kind: 'sessions', filter, ...(typeof search === 'string' && { search }) }} />
}
