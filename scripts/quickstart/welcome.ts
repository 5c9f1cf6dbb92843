/** What a newcomer sees when the demo is up. */
import { ConsoleClient } from '../consoleClient.ts'
import type { toSummary } from './summary.ts'

export async function printWelcome(
  environment: Record<string, string>,
  summary: ReturnType<typeof toSummary>,
  print: (line: string) => void,
): Promise<void> {
  const base = `http://localhost:${environment['HTTP_PORT']}`
  const password = environment['CONSOLE_PASSWORD'] ?? ''
  const activationCode = await orderDemoPhone(base, password)
  print('')
  print(
    `Played ${summary.requests} requests: ${summary.attacksStopped} of ${summary.attacks} attacks stopped, ` +
      `${summary.ordinaryInterrupted} of ${summary.ordinary} ordinary ones interrupted, ${summary.verified} signatures verified.`,
  )
  print('')
  print(`  Side by side     ${base}/demo/#activation=${activationCode}`)
  print(`  Console          ${base}/console/   log in as analyst, password ${password}`)
  print(`  A person's phone ${base}/app/#activation=${activationCode}`)
  print(
    `  RP API           https://localhost:${environment['TLS_PORT']}/smart-id-rp/v2 and /v3, certificate ${environment['TLS_CERT_FILE']}`,
  )
  print(`                   relying party DEMO, UUID 00000000-0000-0000-0000-000000000000`)
  print(`                   the phone above answers to ${DEMO_PERSON.semanticsIdentifier}`)
  print('')
  print('Ctrl-C stops everything.')
}

/** Reserved example identity. */
const DEMO_PERSON = {
  semanticsIdentifier: 'PNOEE-50001029996',
  givenName: 'DEMO',
  surname: 'PERSON',
  language: 'en',
  level: 'QUALIFIED',
  method: 'TEST',
} as const

async function orderDemoPhone(base: string, password: string): Promise<string> {
  const registrar = await ConsoleClient.signIn(base, 'registrar', password)
  return (await registrar.orderActivation(DEMO_PERSON)).activationCode
}
