import KeyboardIcon from '@mui/icons-material/KeyboardOutlined'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import { useText } from '../i18n/useText.ts'
import { keyboard } from '../keyboard/keyboard.ts'

/** For those who do not know yet that "?" shows the keys. */
export const KeyboardButton = () => {
  const text = useText()
  return (
    <Tooltip title={text('keyboard.title')}>
      <IconButton
        color="inherit"
        aria-label={text('keyboard.title')}
        aria-keyshortcuts="?"
        onClick={() => keyboard.run('help')}
      >
        <KeyboardIcon />
      </IconButton>
    </Tooltip>
  )
}
