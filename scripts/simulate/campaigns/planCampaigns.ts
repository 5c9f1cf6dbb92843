/** Runs of all campaigns, in turn, until there are as many attack requests as wanted. */
import { DAY_MS, HOUR_MS } from '../../../server/domain/time.ts'
import { type Act, CAMPAIGNS, type Campaign } from '../acts/act.ts'
import type { Life } from '../acts/ordinary.ts'
import type { PlanContext } from '../acts/planContext.ts'
import { timeZoneOf } from '../population/person.ts'
import type { Random } from '../random.ts'
import type { PlanCampaign } from './campaign.ts'
import { linkRelay } from './linkRelay.ts'
import { parallelAccount } from './parallelAccount.ts'
import { promptBombing } from './promptBombing.ts'
import { pushFishing } from './pushFishing.ts'
import { relayingSite } from './relayingSite.ts'
import { remoteAccess } from './remoteAccess.ts'
import { safeAccount } from './safeAccount.ts'
import { twoStepCall } from './twoStepCall.ts'

const PLANS: Readonly<Record<Campaign, PlanCampaign>> = {
  A: pushFishing,
  B: relayingSite,
  C: parallelAccount,
  D: safeAccount,
  E: twoStepCall,
  F: remoteAccess,
  G: promptBombing,
  H: linkRelay,
}

/** One person each for these; the others take several in a row. */
const ONE_BY_ONE: readonly Campaign[] = ['C', 'F', 'G']

export type CampaignsInput = { lives: readonly Life[]; from: number; to: number; requests: number }

/** Every campaign is there at least once, where `requests` allows it: one round takes some 25. */
export function planCampaigns(
  random: Random,
  context: PlanContext,
  { lives, from, to, requests }: CampaignsInput,
): Act[] {
  const acts: Act[] = []
  let left = requests
  for (let run = 0; left > 0; run++) {
    for (const campaign of CAMPAIGNS) {
      if (left <= 0) break
      const own = random.fork(`${campaign} ${run}`)
      const count = run === 0 || ONE_BY_ONE.includes(campaign) ? 1 : own.integer(2, 4)
      const victims = own.shuffle(lives).slice(0, count)
      const begins = workingHour(own, victims, from, to)
      const planned = firstRequests(
        PLANS[campaign]({ random: own, context, campaign, run, victims, from: begins }),
        left,
      )
      left -= planned.filter((act) => act.act === 'session').length
      acts.push(...planned)
    }
  }
  return acts
}

/** Calls come when people are awake, and when offices could be calling. */
function workingHour(random: Random, [first]: readonly Life[], from: number, to: number): number {
  const zone = (first === undefined ? 0 : timeZoneOf(first.person.city)) * HOUR_MS
  const days = Math.max(1, Math.floor((to - from) / DAY_MS))
  const midnight = Math.floor((from + random.integer(0, days - 1) * DAY_MS + zone) / DAY_MS) * DAY_MS - zone
  const at = midnight + random.between(9, 17) * HOUR_MS
  return Math.min(Math.max(at, from), Math.max(from, to - 4 * HOUR_MS))
}

function firstRequests(acts: readonly Act[], count: number): Act[] {
  let left = count
  return acts.filter((act) => act.act !== 'session' || left-- > 0)
}
