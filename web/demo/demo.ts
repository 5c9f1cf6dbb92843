/**
 * The demo's page, in test mode only: console and phone side by side, and a relying party of two buttons
 * that speaks RP API v2 as any other does.
 */
import { z } from 'zod'

/** Reserved example identity; the quick start prints the code that opens its account. */
const PERSON = 'PNOEE-50001029996'
const RELYING_PARTY = { relyingPartyUUID: '00000000-0000-0000-0000-000000000000', relyingPartyName: 'DEMO' }

const REQUESTS = {
  ordinary: {
    operation: 'authentication',
    text: 'Log in to the demo',
    riskContext: { initiatorIp: '85.253.17.201', trackingId: 'the-persons-own-browser' },
  },
  /** What a caller who speaks as the bank starts, from far away and in a browser never seen. */
  criminal: {
    operation: 'signature',
    text: 'Move 9400 EUR to your safe account, call +372 555 0100',
    riskContext: {
      initiatorIp: '102.89.23.9',
      trackingId: 'nobody-knows-this-browser',
      payee: 'EE000000000000000000',
      amount: '9400.00',
      currency: 'EUR',
    },
  },
} as const

const started = z.object({ sessionID: z.string() })
const status = z.object({ state: z.string(), result: z.object({ endResult: z.string() }).optional() })

const print = (text: string) => {
  const output = document.querySelector('#outcome')
  if (output !== null) output.textContent = text
}

async function request(who: keyof typeof REQUESTS): Promise<void> {
  const { operation, text, riskContext } = REQUESTS[who]
  print('The phone is being asked …')
  const hash = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
  const answer = await fetch(`/smart-id-rp/v2/${operation}/etsi/${PERSON}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...RELYING_PARTY,
      hash,
      hashType: 'SHA256',
      allowedInteractionsOrder: [{ type: 'displayTextAndPIN', displayText60: text }],
      riskContext: { ...riskContext, userAgent: navigator.userAgent },
    }),
  })
  if (answer.status === 404) return print('Open the account on the phone first: choose two PINs there.')
  if (!answer.ok) return print(`The service answered ${answer.status}.`)
  await follow(started.parse(await answer.json()).sessionID)
}

async function follow(sessionId: string): Promise<void> {
  while (true) {
    const answer = await fetch(`/smart-id-rp/v2/session/${sessionId}?timeoutMs=30000`)
    if (!answer.ok) return print(`The service answered ${answer.status}.`)
    const { state, result } = status.parse(await answer.json())
    if (state === 'COMPLETE') return print(`The relying party hears: ${result?.endResult ?? 'nothing'}`)
  }
}

for (const who of ['ordinary', 'criminal'] as const) {
  document.querySelector(`#${who}`)?.addEventListener('click', () => {
    request(who).catch(() => print('The service cannot be reached.'))
  })
}

const phone = document.querySelector('#phone')
if (phone instanceof HTMLIFrameElement) phone.src = `/app/${location.hash}`
