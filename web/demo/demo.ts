/**
 * The demo's page, in test mode only: console and phone side by side, and a relying party of two buttons
 * that speaks RP API v2 as any other does.
 */
import { z } from 'zod'

/** Reserved example identity; the quick start prints the code that opens its account. */
const PERSON = 'PNOEE-50001029996'
const RELYING_PARTY = { relyingPartyUUID: '00000000-0000-0000-0000-000000000000', relyingPartyName: 'DEMO' }

const BROWSERS = {
  /** In the person's town, and known once the person has logged in a few times. */
  ordinary: { initiatorIp: '85.253.17.201', trackingId: 'the-persons-own-browser' },
  /** Far away, and never seen. */
  criminal: { initiatorIp: '102.89.23.9', trackingId: 'nobody-knows-this-browser' },
} as const

const started = z.object({ sessionID: z.string() })
const status = z.object({ state: z.string(), result: z.object({ endResult: z.string() }).optional() })

const say = (text: string) => {
  const output = document.querySelector('#outcome')
  if (output !== null) output.textContent = text
}

async function ask(who: keyof typeof BROWSERS): Promise<void> {
  say('The phone is being asked …')
  const hash = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
  const answer = await fetch(`/smart-id-rp/v2/authentication/etsi/${PERSON}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...RELYING_PARTY,
      hash,
      hashType: 'SHA256',
      allowedInteractionsOrder: [{ type: 'displayTextAndPIN', displayText60: 'Log in to the demo' }],
      riskContext: { ...BROWSERS[who], userAgent: navigator.userAgent },
    }),
  })
  if (answer.status === 404) return say('Open the account on the phone first: choose two PINs there.')
  if (!answer.ok) return say(`The service answered ${answer.status}.`)
  await follow(started.parse(await answer.json()).sessionID)
}

async function follow(sessionId: string): Promise<void> {
  while (true) {
    const answer = await fetch(`/smart-id-rp/v2/session/${sessionId}?timeoutMs=30000`)
    if (!answer.ok) return say(`The service answered ${answer.status}.`)
    const { state, result } = status.parse(await answer.json())
    if (state === 'COMPLETE') return say(`The relying party hears: ${result?.endResult ?? 'nothing'}`)
  }
}

for (const who of ['ordinary', 'criminal'] as const) {
  document.querySelector(`#${who}`)?.addEventListener('click', () => {
    ask(who).catch(() => say('The service cannot be reached.'))
  })
}

const phone = document.querySelector('#phone')
if (phone instanceof HTMLIFrameElement) phone.src = `/app/${location.hash}`
