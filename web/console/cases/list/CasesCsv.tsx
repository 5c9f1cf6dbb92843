import { useSyncExternalStore } from 'react'
import { useListContext } from 'react-admin'
import { caseFilter } from '../../api/dataProvider.ts'
import { CsvButton } from '../../exports/CsvButton.tsx'
import { caseWords } from './caseWords.ts'

export const CasesCsv = ({ resource }: { resource: 'cases' | 'campaigns' }) => {
  const { filterValues } = useListContext()
  const words = useSyncExternalStore(caseWords.watch, caseWords.getState)
  return <CsvButton order={{ kind: resource, filter: caseFilter(resource, { ...filterValues, ...words }) }} />
}
