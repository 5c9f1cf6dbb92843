import CounterfactualIcon from '@mui/icons-material/AltRouteOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Divider from '@mui/material/Divider'
import Typography from '@mui/material/Typography'
import type { SessionDecision, SessionPage } from '../../../../server/contract/sessions.ts'
import { Section } from '../../cards/Section.tsx'
import { useText } from '../../i18n/useText.ts'
import { OutcomeChip } from '../../scores/OutcomeChip.tsx'
import { percent } from '../../scores/percent.ts'
import { span } from '../../time/span.ts'
import { Contributions } from './Contributions.tsx'
import { DecisionNotes } from './DecisionNotes.tsx'
import { DecisionRibbon } from './DecisionRibbon.tsx'
import { FeatureTable } from './FeatureTable.tsx'
import { ReasonList } from './ReasonList.tsx'

export const DecisionCard = ({ session }: { session: SessionPage }) => {
  const text = useText()
  // The latest first: it is the one to understand.
  const decisions = [...session.decisions].reverse()
  return (
    <Section title={text('session.decision')}>
      {decisions.length === 0 && (
        <Typography color="text.secondary">{text('session.decision.none')}</Typography>
      )}
      {decisions.map((decision, index) => (
        <Box key={decision.stage}>
          {index > 0 && <Divider sx={{ my: 2.5 }} />}
          <OneDecision decision={decision} session={session} />
        </Box>
      ))}
    </Section>
  )
}

const OneDecision = ({ decision, session }: { decision: SessionDecision; session: SessionPage }) => {
  const text = useText()
  const { thresholds } = session
  const late = session.lateScores.find(({ stage }) => stage === decision.stage)
  const how = {
    decider: text(`decidedBy.${decision.decidedBy}`),
    rules: decision.ruleSetVersion,
    model: decision.modelVersion ?? '',
    took: span(decision.tookMs),
  }
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1.5, flexWrap: 'wrap', mb: 1 }}>
        <Typography sx={{ fontWeight: 650 }}>
          {text(decision.stage === 'delivery' ? 'session.decision.before' : 'session.decision.release')}
        </Typography>
        <OutcomeChip outcome={decision.outcome} />
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {text(decision.modelVersion === null ? 'session.decision.by' : 'session.decision.byModel', how)}
        </Typography>
      </Box>
      <DecisionRibbon
        score={decision.score}
        zones={
          decision.stage === 'delivery'
            ? [
                { outcome: 'allow', from: 0 },
                { outcome: 'warn', from: thresholds.warn },
                { outcome: 'hold', from: thresholds.hold },
                { outcome: 'block', from: thresholds.block },
              ]
            : [
                { outcome: 'allow', from: 0 },
                { outcome: 'block', from: thresholds.releaseBlock },
              ]
        }
      />
      {late !== undefined && (
        <Alert severity="info" sx={{ my: 1 }}>
          {text('session.late', { outcome: text(`outcome.${late.outcome}`), score: percent(late.score) })}
        </Alert>
      )}
      {decision.counterfactual !== null && (
        <Alert severity="info" icon={<CounterfactualIcon fontSize="small" />} sx={{ my: 1 }}>
          {decision.counterfactual.sentence}
        </Alert>
      )}
      <ReasonList reasons={decision.reasons} />
      <Contributions decision={decision} thresholds={thresholds} />
      <DecisionNotes decision={decision} />
      <FeatureTable features={decision.features} />
    </>
  )
}
