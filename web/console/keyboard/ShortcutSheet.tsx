import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { type ReactNode, useSyncExternalStore } from 'react'
import { useText } from '../i18n/useText.ts'
import { COMMAND_KEYS, COMMANDS } from './commands.ts'
import { Key } from './Key.tsx'
import type { KeyedPage } from './KeyedPage.ts'
import { keyboard } from './keyboard.ts'

type ShortcutSheetProps = { pages: readonly KeyedPage[]; onClose: () => void }

/** The keys that do something on this page, and those that lead to others. */
export const ShortcutSheet = ({ pages, onClose }: ShortcutSheetProps) => {
  const text = useText()
  const stack = useSyncExternalStore(keyboard.watch, keyboard.getState)
  const here = COMMANDS.filter((command) => stack.some((handlers) => handlers[command] !== undefined))
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="keyboard-title">
      <DialogTitle id="keyboard-title">{text('keyboard.title')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 3, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        <Keys title={text('keyboard.here')}>
          {here.map((command) => (
            <Row key={command} keys={[COMMAND_KEYS[command]]} words={text(`keyboard.${command}`)} />
          ))}
        </Keys>
        <Keys title={text('keyboard.pages')}>
          {pages.map((page) => (
            <Row key={page.path} keys={['g', page.key]} words={text(page.text)} />
          ))}
        </Keys>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {text('keyboard.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

const Keys = ({ title, children }: { title: string; children: ReactNode }) => (
  <Box>
    <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
      {title}
    </Typography>
    <Box component="dl" sx={{ m: 0, display: 'grid', gap: 0.75 }}>
      {children}
    </Box>
  </Box>
)

const Row = ({ keys, words }: { keys: readonly string[]; words: string }) => (
  <Box sx={{ display: 'grid', gridTemplateColumns: '76px 1fr', alignItems: 'center' }}>
    <Box component="dt" sx={{ display: 'flex', gap: 0.5 }}>
      {keys.map((key) => (
        <Key key={key} name={key} />
      ))}
    </Box>
    <Typography component="dd" variant="body2" sx={{ m: 0 }}>
      {words}
    </Typography>
  </Box>
)
