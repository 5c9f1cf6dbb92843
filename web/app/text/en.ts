import type { Messages } from './messages.ts'

export const en: Messages = {
  languageName: 'English',
  back: 'Back',
  close: 'Done',
  next: 'Next',
  tryAgain: 'Try again',

  connection: { live: 'Connected', connecting: 'Connecting…', offline: 'No connection' },

  enrol: {
    title: 'Set up this phone',
    lead: 'You got an activation code when your identity was checked. It works once, and only for you.',
    codeLabel: 'Activation code',
    codeHint: 'Give this code to nobody, not even to somebody who offers help.',
    codeMissing: 'Enter the activation code first.',
    choosePin: (pin) => `Choose ${pin}`,
    pinPurpose: {
      PIN1: 'You will log in with it.',
      PIN2: 'You will sign with it. It counts like your handwriting.',
    },
    pinLength: (least, most) => `${least} to ${most} digits`,
    repeatPin: (pin) => `Enter ${pin} once more`,
    pinsDiffer: 'The two were not the same. Choose again.',
    pinsSame: 'PIN2 must not be the same as PIN1. Choose another.',
    weak: {
      oneDigit: 'All digits are the same. Choose a PIN that is harder to guess.',
      sequence: 'The digits follow each other. Choose a PIN that is harder to guess.',
      repetition: 'The same digits repeat. Choose a PIN that is harder to guess.',
      year: 'It looks like a year. Choose a PIN that nobody can guess from a birthday.',
      popular: 'Many people use this PIN. Choose another.',
    },
    working: 'Setting up',
    steps: {
      makingKeys: 'Making your two keys. This takes a few seconds.',
      agreeing: 'Agreeing with the server.',
      protecting: 'Locking the keys with your PINs.',
      finishing: 'Opening your account.',
    },
    staysHere: 'Your PINs never leave this phone.',
    done: 'This phone is ready',
    doneLead: 'When a service asks you to log in or to sign, the request appears here.',
    start: 'Start',
    failed: 'That did not work. Nothing was set up. Please try again.',
    codeRefused: 'This activation code is not valid, or was used already. Check it, or ask for a new one.',
    notTheServer: 'The answer did not come from our server. Do not go on in this network.',
    noAnswer: 'The server does not answer. Check the connection and try again.',
  },

  pad: {
    entered: (count) => `${count} ${count === 1 ? 'digit' : 'digits'} entered`,
    remove: 'Delete the last digit',
    confirm: 'OK',
    hint: 'Make sure that nobody is watching.',
  },

  waiting: {
    title: 'No request is waiting',
    lead: 'When you log in or sign somewhere, the request appears here by itself.',
    account: (ending) => `Account ending in ${ending}`,
    offlineLead: 'This phone cannot hear of requests right now. It goes on trying.',
    pinLocked: (pin, until) => `${pin} is locked until ${until}.`,
    pinDestroyed: (pin) => `${pin} was entered wrong too often. It can never be used again.`,
    pinFew: (pin, left) => `${left === 1 ? 'One try is' : `${left} tries are`} left for ${pin}.`,
    openLink: 'Open a link from a web page',
    accountOver: 'This account is closed',
    accountOverLead:
      'Its keys were destroyed and cannot be used by anyone. To go on, have your identity checked again.',
    enrolAgain: 'Set up again',
  },

  lastRequest: {
    title: 'Last request',
    ended: {
      confirmed: (at) => `You confirmed it at ${at}.`,
      refused: (at) => `You refused it at ${at}.`,
      stopped: (at) => `It was stopped at ${at}.`,
      over: (at) => `It ended at ${at}.`,
    },
    wasNotMe: 'This was not me',
    reported: 'You reported it. Thank you: we look into it.',
    failed: 'The report did not arrive. Please try again.',
  },

  link: {
    title: 'Open a link',
    lead: 'Only open a link from a page where you yourself just started to log in or sign.',
    label: 'Link',
    open: 'Open',
    opening: 'Looking for the request…',
    invalid: 'This link leads to no request, or it is too old. Start again on the web page.',
    noAnswer: 'The server does not answer. Check the connection and try again.',
  },

  request: {
    arrived: (relyingParty) => `A request from ${relyingParty} has arrived.`,
    kind: { authentication: 'Log in', signature: 'Sign', certificateChoice: 'Share certificate' },
    asks: {
      authentication: 'wants to log you in',
      signature: 'asks for your signature',
      certificateChoice: 'asks for your certificate, to prepare a signature',
    },
    codeTitle: 'Control code',
    codeLead: (relyingParty) => `Do you see the same code at ${relyingParty}? If not, refuse.`,
    chooseTitle: (relyingParty) => `Which code do you see at ${relyingParty}?`,
    chooseLead: 'Pick it only if you see it yourself. If it is not here, refuse.',
    code: (code) => `Code ${code.split('').join(' ')}`,
    goOn: 'Go on to the PIN',
    allow: 'Share',
    refuse: 'Refuse',
    wasNotMe: 'This was not me',
    enterPin: (pin) => `Enter ${pin}`,
    pinPurpose: { PIN1: 'to log in', PIN2: 'to sign' },
    timeLeft: (time) => `${time} left`,
    working: 'Confirming…',
  },

  warning: {
    label: 'Warning',
    from: 'Request from',
    goOn: 'It was me: go on',
    goOnIn: (seconds) => `You can go on in ${seconds} s`,
    secondTitle: 'Are you sure?',
    secondLead: (relyingParty) =>
      `Did you open ${relyingParty} yourself just now, and is nobody telling you what to do?`,
    secondYes: 'Yes, I started it myself',
    secondNo: 'No, or I am not sure: stop',
  },

  result: {
    signed: { authentication: 'You are logged in', signature: 'Signed', certificateChoice: 'Shared' },
    signedLead: (relyingParty) => `Go on at ${relyingParty}.`,
    backTo: (relyingParty) => `Back to ${relyingParty}`,
    refused: 'Refused',
    refusedLead: 'Nothing was confirmed.',
    reported: 'Stopped and reported',
    reportedLead: 'Nothing more happens with this request.',
    reportedAdvice: [
      'If somebody is on the phone, hang up now.',
      'If you gave a PIN to anyone, ring your bank. Use the number on your bank card.',
    ],
    stopped: 'This request was stopped',
    stoppedLead: 'No signature was given. Your PIN was right and is safe.',
    over: 'This request is over',
    overLead: 'It ran out of time, or was taken back. Start again there if it was yours.',
    locked: (pin) => `${pin} is locked`,
    lockedLead: (until) => `It was entered wrong too often. You can use it again from ${until}.`,
    destroyed: 'This key was destroyed',
    destroyedLead: 'It can never be used again, by nobody. To go on, have your identity checked again.',
    notWhatWasShown: 'Refused by this phone',
    notWhatWasShownLead: 'What was to be signed is not what you were shown. Nothing was confirmed.',
  },

  wrongPin: {
    beforeLock: (pin, left) =>
      `Wrong ${pin}. ${left === 1 ? 'One try' : `${left} tries`} left before it is locked for hours.`,
    beforeEnd: (pin, left) =>
      `Wrong ${pin}. ${left === 1 ? 'One try' : `${left} tries`} left before it is destroyed for good.`,
  },
  noAnswer: 'No answer came. Enter the PIN once more: nothing is confirmed twice.',
  failed: 'That did not work. Please try again.',
}
