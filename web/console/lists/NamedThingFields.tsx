import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { useState } from 'react'
import type { ListKind } from '../../../server/domain/listEntry.ts'
import type { SuppressionKind } from '../../../server/domain/rule.ts'
import { useText } from '../i18n/useText.ts'

export type ThingKind = ListKind | SuppressionKind

type NamedThingFieldsProps = {
  kind: ThingKind
  /** What the server said of the value, or null. */
  problem: string | null
}

/** These have two ends in a session; of anything else a session has one. */
const HAS_ENDS: readonly ThingKind[] = ['address', 'network']

/** What is meant: its value, or a session in which it was seen. Fields `value`, or `sessionId` and `end`, of the form. */
export const NamedThingFields = ({ kind, problem }: NamedThingFieldsProps) => {
  const text = useText()
  const [by, setBy] = useState<'value' | 'session'>('value')
  return (
    <>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={by}
        onChange={(_event, chosen: 'value' | 'session' | null) => chosen !== null && setBy(chosen)}
        aria-label={text('thing.by')}
      >
        <ToggleButton value="value">{text('thing.byValue')}</ToggleButton>
        <ToggleButton value="session">{text('thing.bySession')}</ToggleButton>
      </ToggleButtonGroup>
      {by === 'value' ? (
        <TextField
          name="value"
          label={text(`thing.value.${kind}`)}
          helperText={problem ?? text(`thing.help.${kind}`)}
          error={problem !== null}
          required
          autoComplete="off"
          multiline={kind === 'text'}
          margin="none"
        />
      ) : (
        <>
          <TextField
            name="sessionId"
            label={text('thing.sessionId')}
            helperText={problem ?? text('thing.sessionHelp')}
            error={problem !== null}
            required
            autoComplete="off"
            margin="none"
          />
          {HAS_ENDS.includes(kind) && (
            <TextField select name="end" label={text('thing.end')} defaultValue="initiator" margin="none">
              <MenuItem value="initiator">{text('session.ends.browser')}</MenuItem>
              <MenuItem value="phone">{text('session.ends.phone')}</MenuItem>
            </TextField>
          )}
        </>
      )}
    </>
  )
}
