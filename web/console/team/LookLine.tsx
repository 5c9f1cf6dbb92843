import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { Link as RouterLink } from 'react-router-dom'
import type { SecondLook } from '../../../server/contract/team.ts'
import { useText } from '../i18n/useText.ts'
import { Time } from '../time/Time.tsx'
import { decisionText } from './decisionText.ts'

/** What was decided, by whom and when, with the way to it. */
export const LookLine = ({ look }: { look: SecondLook }) => {
  const text = useText()
  const { kind, objectId, decidedAt, decidedBy } = look
  return (
    <>
      <Typography variant="body2">
        <Link
          component={RouterLink}
          to={`/${kind === 'review' ? 'sessions' : 'cases'}/${objectId}/show`}
          sx={{ fontWeight: 650 }}
        >
          {text(`team.look.${kind}`)}
        </Link>
        : {decisionText(look, text)}
      </Typography>
      <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
        {decidedBy.name}, <Time at={decidedAt} />
      </Typography>
    </>
  )
}
