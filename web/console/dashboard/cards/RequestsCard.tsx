import FormControlLabel from '@mui/material/FormControlLabel'
import Skeleton from '@mui/material/Skeleton'
import Switch from '@mui/material/Switch'
import { Suspense, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import type { Dashboard } from '../../../../server/contract/dashboard.ts'
import { everyOf } from '../../../../server/domain/everyOf.ts'
import type { Outcome } from '../../../../server/domain/sessions/decision.ts'
import { Section } from '../../cards/Section.tsx'
import { useFormatLocale } from '../../i18n/useFormatLocale.ts'
import { useText } from '../../i18n/useText.ts'
import { sessionsLink } from '../../links/figureLinks.ts'
import { useLive } from '../../live/useLive.ts'
import { lazily } from '../../loading/lazily.ts'
import { OUTCOME_COLOR } from '../../scores/outcome.ts'
import { AsTable } from '../charts/AsTable.tsx'
import { Empty } from '../charts/Empty.tsx'
import { LazyBars } from '../charts/LazyBars.tsx'

const HoursChart = lazily(async () => ({ default: (await import('../charts/HoursChart.tsx')).HoursChart }))

const OUTCOMES = everyOf<Outcome>()(['block', 'hold', 'warn', 'allow'])
const HEIGHT = 260

/** Days of the period; of a single day its hours, as the live connection tells them. */
export const RequestsCard = ({ requests }: Pick<Dashboard, 'requests'>) => {
  const text = useText()
  const navigate = useNavigate()
  const { counts } = useLive()
  const [isAllShown, setIsAllShown] = useState(true)
  const dayName = new Intl.DateTimeFormat(useFormatLocale(), { day: 'numeric', month: 'short' })
  const outcomes = OUTCOMES.filter((outcome) => isAllShown || outcome !== 'allow')
  const days = requests.days.map((day) => ({ ...day, name: dayName.format(new Date(day.from)) }))
  const rows = days.map(({ name, outcomes: { allow, warn, hold, block } }) => ({
    category: name,
    allow: allow.count,
    warn: warn.count,
    hold: hold.count,
    block: block.count,
  }))
  const choose = (category: string, key: string) => {
    const day = days.find(({ name }) => name === category)
    const outcome = OUTCOMES.find((one) => one === key)
    if (day !== undefined && outcome !== undefined) navigate(sessionsLink(day.outcomes[outcome]))
  }
  return (
    <Section title={text('dashboard.byDay')}>
      {requests.total.count === 0 ? (
        <Empty text="dashboard.byDay.empty" />
      ) : (
        <>
          <FormControlLabel
            control={
              <Switch
                size="small"
                checked={isAllShown}
                onChange={({ target }) => setIsAllShown(target.checked)}
              />
            }
            label={text('dashboard.withAllowed')}
          />
          {days.length === 1 && counts !== null ? (
            <Suspense fallback={<Skeleton variant="rounded" height={HEIGHT} />}>
              <HoursChart hours={counts.hours} outcomes={outcomes} height={HEIGHT} />
            </Suspense>
          ) : (
            <LazyBars
              label={text('dashboard.byDay')}
              height={HEIGHT}
              isStacked
              rows={rows}
              series={outcomes.map((outcome) => ({
                key: outcome,
                name: text(`outcome.${outcome}`),
                color: OUTCOME_COLOR[outcome],
              }))}
              onChoose={choose}
            />
          )}
          <AsTable
            label={text('dashboard.byDay')}
            columns={[
              text('dashboard.day'),
              text('dashboard.requests'),
              ...OUTCOMES.map((outcome) => text(`outcome.${outcome}`)),
            ]}
            rows={days.map(({ name, total, outcomes: of }) => ({
              name,
              figures: [total, ...OUTCOMES.map((outcome) => of[outcome])],
            }))}
          />
        </>
      )}
    </Section>
  )
}
