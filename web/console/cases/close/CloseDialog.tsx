import FormControl from '@mui/material/FormControl'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import FormLabel from '@mui/material/FormLabel'
import MenuItem from '@mui/material/MenuItem'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { CaseItem } from '../../../../server/contract/cases.ts'
import { SCAM_TYPES } from '../../../../server/domain/sessions/decision.ts'
import { DISPOSITIONS } from '../../../../server/domain/sessions/label.ts'
import { closeCase } from '../../api/caseWorkApi.ts'
import { FormDialog } from '../../dialogs/FormDialog.tsx'
import { useText } from '../../i18n/useText.ts'
import { useCaseForm } from '../data/useCaseForm.ts'
import { type ClosingField, type ClosingForm, closingOrder, EMPTY_CLOSING, missingIn } from './closingForm.ts'
import { ExceptionFields } from './ExceptionFields.tsx'
import { LossFields } from './LossFields.tsx'

/** A case closes with what it was; nothing of it goes to the server before it is whole. */
export const CloseDialog = ({ item, onClose }: { item: CaseItem; onClose: () => void }) => {
  const text = useText()
  const [form, setForm] = useState(EMPTY_CLOSING)
  const [isTried, setIsTried] = useState(false)
  const { isBusy, problem, send } = useCaseForm(onClose)
  const missing = isTried ? missingIn(form) : []
  const set = (part: Partial<ClosingForm>) => setForm({ ...form, ...part })

  const submit = () => {
    setIsTried(true)
    const order = closingOrder(form)
    if (order !== null) void send(() => closeCase(item, order), text('cases.close.done'))
  }
  const problemOf = (field: ClosingField) =>
    missing.includes(field) ? text(`cases.close.missing.${field}`) : null

  return (
    <FormDialog
      title={text('cases.close.title')}
      about={text('cases.close.about', { smart_count: item.sessions })}
      submit={text('cases.close.submit')}
      isBusy={isBusy}
      problem={missing[0] === undefined ? problem : text(`cases.close.missing.${missing[0]}`)}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormControl error={missing.includes('disposition')}>
        <FormLabel id="closing-disposition" required>
          {text('cases.disposition')}
        </FormLabel>
        <RadioGroup
          aria-labelledby="closing-disposition"
          value={form.disposition ?? ''}
          onChange={(_event, value) =>
            set({ disposition: DISPOSITIONS.find((one) => one === value) ?? null })
          }
        >
          {DISPOSITIONS.map((disposition) => (
            <FormControlLabel
              key={disposition}
              value={disposition}
              control={<Radio size="small" />}
              sx={{ alignItems: 'flex-start', mt: 0.5 }}
              label={
                <>
                  <Typography variant="body2" sx={{ fontWeight: 600, pt: 1 }}>
                    {text(`disposition.${disposition}`)}
                  </Typography>
                  <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                    {text(`disposition.${disposition}.means`)}
                  </Typography>
                </>
              }
            />
          ))}
        </RadioGroup>
        {missing.includes('disposition') && (
          <FormHelperText>{text('cases.close.missing.disposition')}</FormHelperText>
        )}
      </FormControl>
      {form.disposition === 'confirmedFraud' && (
        <>
          <TextField
            select
            required
            label={text('cases.scamType')}
            value={form.scamType ?? ''}
            onChange={(event) =>
              set({ scamType: SCAM_TYPES.find((one) => one === event.target.value) ?? null })
            }
            error={missing.includes('scamType')}
            helperText={problemOf('scamType')}
          >
            {SCAM_TYPES.map((scam) => (
              <MenuItem key={scam} value={scam}>
                {text(`scam.${scam}`)}
              </MenuItem>
            ))}
          </TextField>
          <LossFields form={form} onChange={set} problemOf={problemOf} />
        </>
      )}
      {form.disposition !== null && item.sessions > 1 && (
        <ExceptionFields
          caseId={item.id}
          disposition={form.disposition}
          exceptions={form.exceptions}
          onChange={(exceptions) => set({ exceptions })}
        />
      )}
    </FormDialog>
  )
}
