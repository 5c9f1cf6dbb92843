/** Every sentence of the app, once a language. Warnings come from the server, which chooses them. */
import type { SessionKind } from '../../../server/domain/sessions/session.ts'
import type { EnrolmentStep } from '../../phone/enrol.ts'
import type { PinWeakness } from '../enrol/weakPin.ts'
import { en } from './en.ts'
import { et } from './et.ts'

export const LANGUAGES = ['en', 'et'] as const
export type Language = (typeof LANGUAGES)[number]

/** `PIN1` or `PIN2`: the names are the same in all languages. */
export type PinName = 'PIN1' | 'PIN2'

export type Messages = {
  languageName: string
  back: string
  close: string
  next: string
  tryAgain: string

  connection: { live: string; connecting: string; offline: string }

  enrol: {
    title: string
    lead: string
    codeLabel: string
    codeHint: string
    codeMissing: string
    choosePin: (pin: PinName) => string
    pinPurpose: Record<PinName, string>
    pinLength: (least: number, most: number) => string
    repeatPin: (pin: PinName) => string
    pinsDiffer: string
    pinsSame: string
    weak: Record<PinWeakness, string>
    working: string
    steps: Record<EnrolmentStep, string>
    staysHere: string
    done: string
    doneLead: string
    start: string
    failed: string
    codeRefused: string
    notTheServer: string
    noAnswer: string
  }

  pad: {
    entered: (count: number) => string
    remove: string
    confirm: string
    hint: string
  }

  waiting: {
    title: string
    lead: string
    account: (ending: string) => string
    offlineLead: string
    pinLocked: (pin: PinName, until: string) => string
    pinDestroyed: (pin: PinName) => string
    pinFew: (pin: PinName, left: number) => string
    openLink: string
    accountOver: string
    accountOverLead: string
    enrolAgain: string
  }

  lastRequest: {
    title: string
    ended: Record<'confirmed' | 'refused' | 'stopped' | 'over', (at: string) => string>
    wasNotMe: string
    reported: string
    failed: string
  }

  link: {
    title: string
    lead: string
    label: string
    open: string
    opening: string
    invalid: string
    noAnswer: string
  }

  request: {
    arrived: (relyingParty: string) => string
    kind: Record<SessionKind, string>
    asks: Record<SessionKind, string>
    codeTitle: string
    codeLead: (relyingParty: string) => string
    chooseTitle: (relyingParty: string) => string
    chooseLead: string
    code: (code: string) => string
    goOn: string
    allow: string
    refuse: string
    wasNotMe: string
    enterPin: (pin: PinName) => string
    pinPurpose: Record<PinName, string>
    timeLeft: (time: string) => string
    working: string
  }

  warning: {
    label: string
    from: string
    goOn: string
    goOnIn: (seconds: number) => string
    secondTitle: string
    secondLead: (relyingParty: string) => string
    secondYes: string
    secondNo: string
  }

  result: {
    signed: Record<SessionKind, string>
    signedLead: (relyingParty: string) => string
    backTo: (relyingParty: string) => string
    refused: string
    refusedLead: string
    reported: string
    reportedLead: string
    reportedAdvice: string[]
    stopped: string
    stoppedLead: string
    over: string
    overLead: string
    locked: (pin: PinName) => string
    lockedLead: (until: string) => string
    destroyed: string
    destroyedLead: string
    notWhatWasShown: string
    notWhatWasShownLead: string
  }

  wrongPin: {
    /** More tries come after the lock. */
    beforeLock: (pin: PinName, left: number) => string
    /** None come after these. */
    beforeEnd: (pin: PinName, left: number) => string
  }
  noAnswer: string
  failed: string
}

export const MESSAGES: Record<Language, Messages> = { en, et }

/** @param tags BCP 47, the one liked best first, as a browser lists them. */
export function chooseLanguage(tags: readonly string[]): Language {
  const known = tags.map((tag) => LANGUAGES.find((language) => language === tag.toLowerCase().split('-')[0]))
  return known.find((language) => language !== undefined) ?? 'en'
}
