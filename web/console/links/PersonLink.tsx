import Link from '@mui/material/Link'
import { useCanAccess } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import type { CaseSession } from '../../../server/contract/cases.ts'
import { useText } from '../i18n/useText.ts'

const MONO = { fontFamily: 'monospace' } as const

/** A person's pseudonym; for who may, the way to the person's page. */
export const PersonLink = ({ person }: Pick<CaseSession, 'person'>) => {
  const text = useText()
  const { canAccess = false } = useCanAccess({ resource: 'persons', action: 'show' })
  if (person === null) return <span>{text('person.nobody')}</span>
  if (!canAccess) return <span style={MONO}>{person.pseudonym}</span>
  return (
    <Link component={RouterLink} to={`/persons/${person.id}/show`} sx={MONO}>
      {person.pseudonym}
    </Link>
  )
}
