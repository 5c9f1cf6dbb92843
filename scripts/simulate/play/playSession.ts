/** One request from beginning to end: the relying party asks, the person reacts, the relying party checks. */

import type { PhoneRequest } from '../../../server/domain/sessions/phoneRequest.ts'
import { SECOND_MS } from '../../../server/domain/time.ts'
import { DeviceApiError } from '../../../web/phone/httpDeviceApi.ts'
import { isAttack, type PlannedSession, type Reaction } from '../acts/act.ts'
import type { Person } from '../population/person.ts'
import type { Release } from './pace.ts'
import { type Ended, NotAcceptedError, type RequestSent } from './relyingPartyClient.ts'
import type { SimulatedPhone } from './simulatedPhone.ts'
import { verifyResult } from './verifyResult.ts'
import type { Played, World } from './world.ts'

/** After this a story waits for people, not for the service, and others may go on. */
const PATIENCE_MS = 1_500

export async function playSession(
  world: World,
  plannedFirst: PlannedSession,
  release: Release,
): Promise<Played> {
  const planned = stepToPlay(world, plannedFirst)
  const person = world.personOf(planned.on)
  const phone = world.phoneOf(planned.on)
  phone.be(planned.phoneAddress, planned.at - 20 * SECOND_MS)
  await phone.reportIntegrity(planned.integrity)

  let sent: RequestSent
  try {
    sent = await world.relyingParty.ask(planned, person.semanticsIdentifier)
  } catch (error) {
    if (!(error instanceof NotAcceptedError)) throw error
    world.fail(error)
    return { planned, sessionId: null, endResult: null, verified: null }
  }
  world.running.set(sent.sessionId, planned)
  return await new Timeline(world, { planned, person, phone, sent }, release).play()
}

/** What follows an attack step that failed is another attempt. */
function stepToPlay(world: World, planned: PlannedSession): PlannedSession {
  if (planned.follows === null) return planned
  const before = world.played.get(planned.follows.session)
  return before?.endResult === 'OK' ? planned : planned.follows.otherwise
}

type Cast = { planned: PlannedSession; person: Person; phone: SimulatedPhone; sent: RequestSent }

/** Its event time goes on with the wall's, and jumps where the plan says that a person takes time. */
class Timeline {
  readonly #world: World
  readonly #cast: Cast
  readonly #release: Release
  readonly #begun = Date.now()
  #skippedMs = 0
  #returnedTo: string | null = null

  constructor(world: World, cast: Cast, release: Release) {
    this.#world = world
    this.#cast = cast
    this.#release = release
  }

  async play(): Promise<Played> {
    const { planned, sent } = this.#cast
    await this.#openLink()
    const ended = await this.#untilEnd()
    const { endResult } = ended.result
    const { schemeName } = this.#world.relyingParty
    const verified = endResult === 'OK' ? verifyResult(sent, ended, schemeName, this.#returnedTo) : null
    return { planned, sessionId: sent.sessionId, endResult, verified }
  }

  #now(): number {
    return this.#cast.planned.at + (Date.now() - this.#begun) + this.#skippedMs
  }

  #onPhone(): SimulatedPhone {
    this.#cast.phone.be(this.#cast.planned.phoneAddress, this.#now())
    return this.#cast.phone
  }

  #skip(seconds: number): void {
    this.#skippedMs += seconds * SECOND_MS
  }

  /** A link that was blocked before anybody scanned it leads nowhere: then only the end is left to wait for. */
  async #openLink(): Promise<void> {
    const { planned, sent } = this.#cast
    if (sent.link === null) return
    const seconds = 2 + (planned.id % 6)
    this.#skip(seconds)
    const link = this.#world.relyingParty.deviceLink(sent, seconds)
    try {
      await this.#onPhone().claim(link)
    } catch (error) {
      if (!(error instanceof DeviceApiError && error.status === 404)) throw error
    }
  }

  async #untilEnd(): Promise<Ended> {
    const { sent } = this.#cast
    const polling = new AbortController()
    const looking = new AbortController()
    const end = this.#world.relyingParty.awaitEnd(sent, () => this.#now(), polling.signal)
    const patience = setTimeout(this.#release, PATIENCE_MS)
    try {
      const request = await Promise.race([
        this.#onPhone().awaitRequest(sent.sessionId, looking.signal),
        end.then(() => null),
      ])
      looking.abort()
      if (request === null) return await end
      this.#world.pace.observe(Date.now() - this.#begun)
      if (await this.#react(request)) return await end
      polling.abort()
      await end.catch(() => null)
      this.#skippedMs += this.#world.sessionMs
      return await this.#world.relyingParty.awaitEnd(sent, () => this.#now(), new AbortController().signal)
    } finally {
      clearTimeout(patience)
      looking.abort()
    }
  }

  /** False where the session is left to run out. */
  async #react(request: PhoneRequest): Promise<boolean> {
    const reaction = this.#afterWarning(request, this.#cast.planned.reaction)
    if (reaction.answer === 'ignore') return false
    await this.#onPhone().shown(request.sessionId)
    this.#skip(reaction.seconds + (request.warning?.waitSeconds ?? 0))
    if (reaction.answer !== 'confirm') {
      await this.#onPhone().answer(request.sessionId, reaction.answer)
      return true
    }
    return await this.#confirm(request, reaction.mistypes)
  }

  /** Who heeds a warning stops; somebody called by criminals may also say so. */
  #afterWarning(request: PhoneRequest, reaction: Reaction): Reaction {
    if (request.warning === null || reaction.answer !== 'confirm' || !reaction.heeds) return reaction
    const { planned } = this.#cast
    return {
      answer: isAttack(planned) && planned.id % 2 === 0 ? 'report' : 'refuse',
      seconds: reaction.seconds,
    }
  }

  async #confirm(request: PhoneRequest, mistypes: boolean): Promise<boolean> {
    const { person } = this.#cast
    const pin = request.kind === 'authentication' ? person.pin1 : person.pin2
    const code = this.#pickCode(request)
    try {
      if (mistypes) {
        await this.#onPhone().confirm(request, mistyped(pin), code)
        this.#skip(7)
      }
      const { result } = await this.#onPhone().confirm(request, pin, code)
      if (result === 'signed') this.#returnedTo = request.callback?.url ?? null
      return result === 'signed' || result === 'stopped'
    } catch (error) {
      // It ended while the person was typing.
      if (error instanceof DeviceApiError && error.status === 409) return true
      throw error
    }
  }

  /** The right one of three: criminals read it out where the victim cannot see it. */
  #pickCode({ codeChoices }: PhoneRequest): string | undefined {
    if (codeChoices === null) return undefined
    const { verificationCode } = this.#cast.sent
    return codeChoices.find((code) => code === verificationCode) ?? codeChoices[0]
  }
}

function mistyped(pin: string): string {
  return `${pin.slice(0, -1)}${(Number(pin.at(-1)) + 1) % 10}`
}
