/** What one request tells of the next: on the same person, from the same place, to the same payee. */
import { curve, weight } from './presetContext.ts'
import type { Rule } from './rule.ts'
import { when } from './when.ts'

const live = { state: 'live' } as const

export const alarmRules: readonly Rule[] = [
  {
    ...live,
    id: 'unknownInitiatorAfterAlarm',
    pattern: 'E',
    sentence:
      'Nobody says who started the request, and one on this person was just stopped or came from a stranger.',
    condition: when('!initiatorKnown && !trackingGiven'),
    effect: curve('subjectAlarms1h', [0, 0], [1, 5], [2, 5.4], [4, 6.4]),
    reasonCode: 'UNKNOWN_AFTER_ALARM',
    scamType: 'twoStepCall',
  },
  {
    ...live,
    id: 'unknownInitiatorAfterAlarmToday',
    pattern: 'E',
    sentence:
      'Nobody says who started the request, and within the day others on this person were stopped or strange.',
    condition: when('!initiatorKnown && !trackingGiven'),
    effect: curve('subjectAlarms24h', [0, 0], [1, 0.6], [3, 1.4]),
    reasonCode: 'UNKNOWN_AFTER_ALARM_TODAY',
    scamType: 'twoStepCall',
  },
  {
    ...live,
    id: 'unknownInitiatorAfterUnfamiliar',
    pattern: 'E',
    sentence:
      'Nobody says who started the request, and minutes ago another relying party asked, not for a browser of the person’s own.',
    condition: when('!initiatorKnown && !trackingGiven && subjectAlarms1h == 0.0'),
    effect: curve('unfamiliarRelyingParties10m', [0, 0], [1, 3.4], [2, 4.8]),
    reasonCode: 'UNKNOWN_AFTER_UNFAMILIAR',
    scamType: 'twoStepCall',
  },
  {
    ...live,
    id: 'unfamiliarAfterAlarm',
    pattern: 'E',
    sentence:
      'Neither browser nor network are known as the person’s, and a request on them was just stopped or came from a stranger.',
    condition: when('initiatorUnfamiliar && initiatorKnown'),
    effect: curve('subjectAlarms1h', [0, 0], [1, 1.4], [2, 2.4], [4, 3.4]),
    reasonCode: 'UNFAMILIAR_AFTER_ALARM',
    scamType: 'twoStepCall',
  },
  {
    ...live,
    id: 'unfamiliarElsewhereAfterAlarm',
    pattern: 'E',
    sentence:
      'The same from a network without the person’s phone, at another relying party than just before.',
    condition: when(
      'initiatorUnfamiliar && !initiatorPhoneSameNetwork && subjectAlarms1h >= 1 && otherRelyingParties1h >= 1',
    ),
    effect: weight(1.6),
    reasonCode: 'UNFAMILIAR_ELSEWHERE_AFTER_ALARM',
    scamType: 'twoStepCall',
  },
  {
    ...live,
    id: 'strangerNewServiceNearby',
    pattern: 'A',
    sentence:
      'A stranger’s browser asks for a push where the person is no customer, and their phone is in another network.',
    condition: when(
      'coldPush && initiatorStranger && !trackingKnown && !relyingPartyKnown && !initiatorPhoneSameNetwork',
    ),
    effect: weight(1.2),
    reasonCode: 'STRANGER_AT_NEW_RP',
    scamType: 'unexpectedRequest',
  },
  {
    ...live,
    id: 'strangerAtFreshAddress',
    pattern: 'A',
    sentence:
      'A stranger’s browser asks from an address that has hardly been seen for anybody, not beside the phone.',
    condition: when(
      'initiatorStranger && !trackingKnown && !initiatorPhoneSameNetwork && addressAgeHours < 2',
    ),
    effect: weight(1),
    reasonCode: 'STRANGER_AT_FRESH_ADDRESS',
    scamType: 'unexpectedRequest',
  },
  {
    ...live,
    id: 'strangerAcrossTheBorder',
    pattern: 'A',
    sentence: 'A stranger’s browser and the phone are in different countries, however near.',
    condition: when('initiatorStranger && initiatorPhoneCountryDiffers'),
    effect: weight(0.4),
    reasonCode: 'STRANGER_ACROSS_BORDER',
    scamType: 'unexpectedRequest',
  },
  {
    ...live,
    id: 'blockedBrowser',
    pattern: 'A',
    sentence: 'Requests from this browser have been blocked.',
    condition: when('initiatorUnfamiliar'),
    effect: curve('trackingBlocks7d', [0, 0], [1, 2.4], [3, 4]),
    reasonCode: 'BLOCKED_BROWSER',
    scamType: 'unexpectedRequest',
  },
  {
    ...live,
    id: 'blockedAddress',
    pattern: 'A',
    sentence: 'Requests from this address, quiet until a few days ago, have been blocked.',
    condition: when('initiatorUnfamiliar && addressAgeHours < 96'),
    effect: curve('addressBlocks7d', [0, 0], [1, 2], [3, 3.4], [8, 4.2]),
    reasonCode: 'BLOCKED_ADDRESS',
    scamType: 'unexpectedRequest',
  },
  {
    ...live,
    id: 'blockedOldAddress',
    pattern: 'A',
    sentence: 'Requests from this address have been blocked within the hour.',
    condition: when('initiatorUnfamiliar && addressAgeHours >= 96'),
    effect: curve('addressBlocks1h', [0, 0], [1, 1], [4, 2.4]),
    reasonCode: 'BLOCKED_ADDRESS',
    scamType: 'unexpectedRequest',
  },
  {
    ...live,
    id: 'unfamiliarFreshAddress',
    pattern: 'A',
    sentence: 'An address that was quiet until a few days ago asks for several people, none known to it.',
    condition: when('initiatorUnfamiliar && initiatorKnown && !initiatorStranger && addressAgeHours < 96'),
    effect: curve('addressOtherPeople24h', [0, 0], [1, 0.8], [3, 2.4], [6, 3.8]),
    reasonCode: 'SHARED_ORIGIN',
    scamType: 'unexpectedRequest',
  },
  {
    ...live,
    id: 'calledIntoNewService',
    pattern: 'E',
    sentence:
      'The person is on the phone while a service where they are no customer asks, and nobody says for whom.',
    condition: when(
      'callActive && !initiatorKnown && !trackingGiven && !relyingPartyKnown && flow == "Notification"',
    ),
    effect: weight(2),
    reasonCode: 'CALLED_INTO_NEW_SERVICE',
    scamType: 'twoStepCall',
  },
  {
    ...live,
    id: 'callAndUnknownInitiator',
    pattern: 'E',
    sentence: 'The person is on the phone while somebody asks who is not known to be them.',
    condition: when('callActive && initiatorUnfamiliar'),
    effect: weight(0.8),
    reasonCode: 'ON_A_CALL_WITH_UNKNOWN',
    scamType: 'twoStepCall',
  },
  {
    ...live,
    id: 'valueAfterAlarm',
    pattern: 'D',
    sentence:
      'A payment to somebody new, within a day of a request that was stopped or came from a stranger.',
    condition: when('kind == "signature" && !payeeKnown && amount >= 500'),
    effect: curve('subjectAlarms24h', [0, 0], [1, 1.6], [3, 2.4]),
    reasonCode: 'VALUE_AFTER_ALARM',
    scamType: 'safeAccount',
  },
  {
    ...live,
    id: 'freshPayeeOfOthers',
    pattern: 'D',
    sentence:
      'A high amount to a payee whom nobody knew days ago and whom others pay for the first time, too.',
    condition: when('kind == "signature" && !payeeKnown && payeeAgeHours < 72 && amount >= 1000'),
    effect: curve('payeeOtherPeople7d', [0, 0], [1, 1.4], [3, 2]),
    reasonCode: 'FRESH_PAYEE_OF_OTHERS',
    scamType: 'safeAccount',
  },
  {
    ...live,
    id: 'valueAgainToSomebodyNew',
    pattern: 'D',
    sentence: 'High amounts to somebody new, one after another within a day.',
    condition: when('kind == "signature" && !payeeKnown && amount >= 1000'),
    effect: curve('newPayeesSigned24h', [0, 0], [1, 0.8], [2, 1.4]),
    reasonCode: 'VALUE_AGAIN_TO_NEW_PAYEE',
    scamType: 'safeAccount',
  },
]
