/** A newer service answers members of closed sets that this console does not know: pages stay readable. */
import { beforeAll, describe, expect, test } from '@jest/globals'
import { caseTimeline } from '../../server/contract/cases.ts'
import { lookUp } from '../../server/contract/forms/closedSet.ts'
import { ruleVersion } from '../../server/contract/rules.ts'
import { run } from '../../server/contract/runs.ts'
import { sessionFilter } from '../../server/contract/sessionFilter.ts'
import { sessionList } from '../../server/contract/sessions.ts'
import { untilEnded } from '../../web/console/api/runsApi.ts'
import { timelineText } from '../../web/console/cases/timeline/timelineText.ts'
import { i18nProvider } from '../../web/console/i18n/i18nProvider.ts'
import { LOCALE_NAMES } from '../../web/console/i18n/locale.ts'
import { textOf } from '../../web/console/i18n/textOf.ts'
import { checkCondition } from '../../web/console/rules/condition/checkCondition.ts'
import { draftOf, formOf } from '../../web/console/rules/edit/ruleForm.ts'
import { effectInFull, effectText } from '../../web/console/rules/list/effectText.ts'
import { OUTCOME_COLOR } from '../../web/console/scores/outcome.ts'

const ID = '0190a2b4-0000-7000-8000-00000000000'
const AT = '2026-11-25T10:00:00.000Z'

const KNOWN_ROW = {
  id: `${ID}1`,
  state: 'COMPLETE',
  kind: 'signature',
  flow: 'QR',
  relyingParty: 'Bank',
  person: 'a1b2c3',
  occurredAt: AT,
  holdUntil: null,
  endResult: 'USER_REFUSED',
  reportedAt: null,
  secondsLeft: null,
  sla: null,
  assignee: null,
  viewers: [],
  pendingReview: null,
  initiatorPlace: null,
  phonePlace: null,
  decision: {
    stage: 'delivery',
    outcome: 'warn',
    decidedBy: 'engine',
    score: 0.4,
    reasons: [
      {
        source: 'rule',
        code: 'SHARED_ORIGIN',
        ruleId: 'sharedOrigin',
        sentence: 'One address starts requests for many people',
        scamType: 'safeAccount',
        condition: null,
        findings: [],
        contribution: 1.2,
        factor: 3.3,
      },
    ],
  },
}
const [REASON] = KNOWN_ROW.decision.reasons
const NEWER_ROW = {
  ...KNOWN_ROW,
  id: `${ID}2`,
  state: 'PAUSED',
  kind: 'seal',
  flow: 'Wave',
  endResult: 'FROZEN',
  sla: 'somewhatLate',
  decision: {
    ...KNOWN_ROW.decision,
    outcome: 'delay',
    decidedBy: 'committee',
    reasons: [{ ...REASON, source: 'oracle', code: 'NEVER_SEEN_BEFORE', scamType: 'newScam' }],
  },
}

const text = textOf((key, values) => i18nProvider.translate(key, values))

describe('the queue with a row of which much is not known', () => {
  const page = sessionList.parse({
    items: [KNOWN_ROW, NEWER_ROW],
    nextCursor: null,
    total: 2,
    totalIsExact: true,
  })
  const [known, newer] = page.items

  test('every row arrives as it was sent', () => {
    expect(page.items).toEqual([KNOWN_ROW, NEWER_ROW])
  })

  test.each(LOCALE_NAMES.map(([locale]) => locale))(
    'what is not known shows as itself, in %s',
    async (locale) => {
      await i18nProvider.changeLocale(locale)
      if (newer === undefined || known === undefined) throw new Error('a row is missing')
      expect(text(`end.${newer.endResult ?? 'OK'}`)).toBe('FROZEN')
      expect(text(`state.${newer.state}`)).toBe('PAUSED')
      expect(text(`kind.${newer.kind}`)).toBe('seal')
      expect(text(`flow.${newer.flow ?? 'none'}`)).toBe('Wave')
      expect(text(`outcome.${newer.decision?.outcome ?? 'allow'}`)).toBe('delay')
      expect(text(`decidedBy.${newer.decision?.decidedBy ?? 'engine'}`)).toBe('committee')
      expect(text(`scam.${newer.decision?.reasons[0]?.scamType ?? 'unknown'}`)).toBe('newScam')
      // What is known has its words.
      expect(text(`end.${known.endResult ?? 'OK'}`)).not.toBe('USER_REFUSED')
      expect(text(`state.${known.state}`)).not.toBe('COMPLETE')
    },
  )

  test('an outcome that is not known has no colour of another', () => {
    expect(lookUp(OUTCOME_COLOR, newer?.decision?.outcome ?? 'allow', 'default')).toBe('default')
  })
})

describe('a timeline with an event of a kind that is not known', () => {
  beforeAll(async () => {
    await i18nProvider.changeLocale('en')
  })

  test('its line is the kind', () => {
    const event = { id: `${ID}3`, caseId: `${ID}4`, by: null, details: {}, text: null, at: AT }
    const { items } = caseTimeline.parse({
      items: [
        { ...event, kind: 'opened' },
        { ...event, kind: 'laminated' },
      ],
      nextCursor: null,
    })
    const [opened, laminated] = items.map((one) => timelineText(one, text, new Map()))
    expect(laminated).toBe('laminated')
    expect(opened).not.toBe('opened')
  })
})

describe('a run of which much is not known', () => {
  const newer = {
    id: `${ID}5`,
    state: 'paused',
    step: 'resting',
    done: 1,
    total: null,
    error: { code: 'tired', hours: 9 },
    requestedBy: null,
    attempts: 1,
    mayCancel: false,
    createdAt: AT,
    startedAt: AT,
    finishedAt: null,
  }

  test('it arrives, and what is not known shows as itself', () => {
    const { state, step, error } = run.parse(newer)
    expect(text(`run.state.${state}`)).toBe('paused')
    expect(text(`run.step.${step}`)).toBe('resting')
    expect(text(`run.error.${error?.code ?? 'internal'}`)).toBe('tired')
  })

  test('it is looked at again, as it has not ended', () => {
    expect(untilEnded([run.parse(newer)])).toBeGreaterThan(0)
    expect(untilEnded([run.parse({ ...newer, state: 'failed' })])).toBe(false)
  })
})

test('nobody asks the service for what is not known', () => {
  expect(sessionFilter.safeParse({ endResults: ['FROZEN'] }).success).toBe(false)
  expect(sessionFilter.safeParse({ endResults: ['USER_REFUSED'] }).success).toBe(true)
})

describe('a rule whose effect this console does not know', () => {
  const written = ruleVersion.parse({
    id: `${ID}1`,
    ruleId: 'newer',
    number: 1,
    state: 'live',
    sentence: 'A newer rule.',
    pattern: 'context',
    condition: 'amount > 5.0',
    effect: { kind: 'delay', seconds: 30 },
    reasonCode: 'NEWER',
    scamType: 'unknown',
    stage: null,
    note: null,
    basedOn: null,
    author: null,
    createdAt: AT,
  })

  test('shows the effect as itself', () => {
    expect(effectText(written.effect, text)).toBe('delay')
    expect(effectInFull(written.effect, text)).toBe('delay')
  })

  test('is checked, and cannot be saved as something else', () => {
    expect(checkCondition(written.condition, written.effect).problems).toEqual([])
    expect(draftOf(formOf(written, () => 'number'))).toBeNull()
  })
})
