import RevealIcon from '@mui/icons-material/HowToRegOutlined'
import Badge from '@mui/material/Badge'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import { useEffect } from 'react'
import { useCanAccess } from 'react-admin'
import { Link } from 'react-router-dom'
import { useText } from '../../i18n/useText.ts'
import { announcer } from '../../keyboard/announcer.ts'
import { useWaitingReveals } from './useWaitingReveals.ts'

/** On every page of those who may agree, while somebody waits for them. */
export const RevealBadge = () => {
  const text = useText()
  const { canAccess = false } = useCanAccess({ resource: 'reveals', action: 'list' })
  const { reveals } = useWaitingReveals(canAccess)
  const count = reveals.filter(({ isOwn }) => !isOwn).length
  const words = text('reveals.waiting', { smart_count: count })
  useEffect(() => {
    if (count > 0) announcer.announce(words)
  }, [count, words])
  if (count === 0) return null
  return (
    <Tooltip title={words}>
      <IconButton component={Link} to="/reveals" color="inherit" aria-label={words}>
        <Badge badgeContent={count} color="error">
          <RevealIcon />
        </Badge>
      </IconButton>
    </Tooltip>
  )
}
