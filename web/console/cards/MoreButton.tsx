import Button from '@mui/material/Button'
import { useText } from '../i18n/useText.ts'

type MoreButtonProps = { more: { fetch: () => void; isFetching: boolean } | null }

/** Below rows that come a page at a time. */
export const MoreButton = ({ more }: MoreButtonProps) => {
  const text = useText()
  if (more === null) return null
  return (
    <Button size="small" onClick={more.fetch} disabled={more.isFetching} sx={{ mt: 1 }}>
      {text('cases.more')}
    </Button>
  )
}
