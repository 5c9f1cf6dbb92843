import type { Messages } from './messages.ts'

export const et: Messages = {
  languageName: 'Eesti',
  back: 'Tagasi',
  close: 'Valmis',
  next: 'Edasi',
  tryAgain: 'Proovi uuesti',

  connection: { live: 'Ühendatud', connecting: 'Ühendan…', offline: 'Ühendus puudub' },

  enrol: {
    title: 'Seadistage see telefon',
    lead: 'Saite aktiveerimiskoodi, kui teie isik tuvastati. See kehtib ühe korra ja ainult teile.',
    codeLabel: 'Aktiveerimiskood',
    codeHint: 'Ärge andke seda koodi kellelegi, ka mitte abi pakkujale.',
    codeMissing: 'Sisestage kõigepealt aktiveerimiskood.',
    choosePin: (pin) => `Valige ${pin}`,
    pinPurpose: {
      PIN1: 'Sellega logite sisse.',
      PIN2: 'Sellega allkirjastate. See on sama mis omakäeline allkiri.',
    },
    pinLength: (least, most) => `${least} kuni ${most} numbrit`,
    repeatPin: (pin) => `Sisestage ${pin} veel kord`,
    pinsDiffer: 'Need kaks ei olnud ühesugused. Valige uuesti.',
    pinsSame: 'PIN2 ei tohi olla sama mis PIN1. Valige teine.',
    weak: {
      oneDigit: 'Kõik numbrid on ühesugused. Valige raskemini äraarvatav PIN.',
      sequence: 'Numbrid on järjest. Valige raskemini äraarvatav PIN.',
      repetition: 'Samad numbrid korduvad. Valige raskemini äraarvatav PIN.',
      year: 'See näeb välja nagu aasta. Valige PIN, mida ei saa sünnipäevast arvata.',
      popular: 'Paljud kasutavad seda PIN-i. Valige teine.',
    },
    working: 'Seadistan',
    steps: {
      makingKeys: 'Loon teie kaks võtit. See võtab mõne sekundi.',
      agreeing: 'Lepin serveriga kokku.',
      protecting: 'Lukustan võtmed teie PIN-koodidega.',
      finishing: 'Avan teie konto.',
    },
    staysHere: 'Teie PIN-koodid ei lahku sellest telefonist kunagi.',
    done: 'See telefon on valmis',
    doneLead: 'Kui mõni teenus palub sisse logida või allkirjastada, ilmub päring siia.',
    start: 'Alusta',
    failed: 'See ei õnnestunud. Midagi ei seadistatud. Palun proovige uuesti.',
    codeRefused: 'See aktiveerimiskood ei kehti või on juba kasutatud. Kontrollige seda või küsige uus.',
    notTheServer: 'Vastus ei tulnud meie serverist. Ärge jätkake selles võrgus.',
    noAnswer: 'Server ei vasta. Kontrollige ühendust ja proovige uuesti.',
  },

  pad: {
    entered: (count) => `${count} ${count === 1 ? 'number' : 'numbrit'} sisestatud`,
    remove: 'Kustuta viimane number',
    confirm: 'OK',
    hint: 'Jälgige, et keegi ei näeks.',
  },

  waiting: {
    title: 'Ühtegi päringut ei oota',
    lead: 'Kui logite kuskil sisse või allkirjastate, ilmub päring siia ise.',
    account: (ending) => `Konto, mille lõpp on ${ending}`,
    offlineLead: 'See telefon ei saa praegu päringutest teada. Proovin edasi.',
    pinLocked: (pin, until) => `${pin} on lukus kuni ${until}.`,
    pinDestroyed: (pin) => `${pin} sisestati liiga palju kordi valesti. Seda ei saa enam kunagi kasutada.`,
    pinFew: (pin, left) => `${pin}: alles on ${left === 1 ? 'üks katse' : `${left} katset`}.`,
    openLink: 'Ava veebilehe link',
    accountOver: 'See konto on suletud',
    accountOverLead:
      'Selle võtmed hävitati ja keegi ei saa neid kasutada. Jätkamiseks laske isik uuesti tuvastada.',
    enrolAgain: 'Seadista uuesti',
  },

  lastRequest: {
    title: 'Viimane päring',
    ended: {
      confirmed: (at) => `Kinnitasite selle kell ${at}.`,
      refused: (at) => `Keeldusite sellest kell ${at}.`,
      stopped: (at) => `See peatati kell ${at}.`,
      over: (at) => `See lõppes kell ${at}.`,
    },
    wasNotMe: 'See polnud mina',
    reported: 'Teatasite sellest. Aitäh: uurime seda.',
    failed: 'Teade ei jõudnud kohale. Palun proovige uuesti.',
  },

  link: {
    title: 'Ava link',
    lead: 'Avage link ainult lehelt, kus te ise äsja sisselogimist või allkirjastamist alustasite.',
    label: 'Link',
    open: 'Ava',
    opening: 'Otsin päringut…',
    invalid: 'See link ei vii päringuni või on liiga vana. Alustage veebilehel uuesti.',
    noAnswer: 'Server ei vasta. Kontrollige ühendust ja proovige uuesti.',
  },

  request: {
    arrived: (relyingParty) => `Saabus päring teenuselt ${relyingParty}.`,
    kind: {
      authentication: 'Sisselogimine',
      signature: 'Allkirjastamine',
      certificateChoice: 'Sertifikaadi jagamine',
    },
    asks: {
      authentication: 'soovib teid sisse logida',
      signature: 'küsib teie allkirja',
      certificateChoice: 'küsib teie sertifikaati, et allkirja ette valmistada',
    },
    codeTitle: 'Kontrollkood',
    codeLead: (relyingParty) => `Kas näete teenuses ${relyingParty} sama koodi? Kui ei, siis keelduge.`,
    chooseTitle: (relyingParty) => `Millist koodi näete teenuses ${relyingParty}?`,
    chooseLead: 'Valige see ainult siis, kui näete seda ise. Kui seda siin ei ole, keelduge.',
    code: (code) => `Kood ${code.split('').join(' ')}`,
    goOn: 'Edasi PIN-koodi juurde',
    allow: 'Jaga',
    refuse: 'Keeldu',
    wasNotMe: 'See polnud mina',
    enterPin: (pin) => `Sisestage ${pin}`,
    pinPurpose: { PIN1: 'sisselogimiseks', PIN2: 'allkirjastamiseks' },
    timeLeft: (time) => `jäänud ${time}`,
    working: 'Kinnitan…',
  },

  warning: {
    label: 'Hoiatus',
    from: 'Päringu esitas',
    goOn: 'See olin mina: jätka',
    goOnIn: (seconds) => `Jätkata saate ${seconds} s pärast`,
    secondTitle: 'Kas olete kindel?',
    secondLead: (relyingParty) =>
      `Kas avasite teenuse ${relyingParty} äsja ise ja keegi ei ütle teile, mida teha?`,
    secondYes: 'Jah, alustasin seda ise',
    secondNo: 'Ei, või ma pole kindel: peata',
  },

  result: {
    signed: {
      authentication: 'Olete sisse logitud',
      signature: 'Allkirjastatud',
      certificateChoice: 'Jagatud',
    },
    signedLead: (relyingParty) => `Jätkake teenuses ${relyingParty}.`,
    backTo: (relyingParty) => `Tagasi: ${relyingParty}`,
    refused: 'Keeldusite',
    refusedLead: 'Midagi ei kinnitatud.',
    reported: 'Peatatud ja teatatud',
    reportedLead: 'Selle päringuga ei juhtu enam midagi.',
    reportedAdvice: [
      'Kui keegi on telefonis, katkestage kõne kohe.',
      'Kui ütlesite kellelegi PIN-koodi, helistage oma panka. Kasutage pangakaardil olevat numbrit.',
    ],
    stopped: 'See päring peatati',
    stoppedLead: 'Allkirja ei antud. Teie PIN oli õige ja on kaitstud.',
    over: 'See päring on lõppenud',
    overLead: 'Aeg sai otsa või päring võeti tagasi. Kui see oli teie oma, alustage seal uuesti.',
    locked: (pin) => `${pin} on lukus`,
    lockedLead: (until) =>
      `See sisestati liiga palju kordi valesti. Saate seda uuesti kasutada alates ${until}.`,
    destroyed: 'See võti hävitati',
    destroyedLead: 'Keegi ei saa seda enam kasutada. Jätkamiseks laske isik uuesti tuvastada.',
    notWhatWasShown: 'See telefon keeldus',
    notWhatWasShownLead: 'Allkirjastada taheti midagi muud, kui teile näidati. Midagi ei kinnitatud.',
  },

  wrongPin: {
    beforeLock: (pin, left) =>
      `Vale ${pin}. Enne mitmeks tunniks lukustamist on ${left === 1 ? 'üks katse' : `${left} katset`}.`,
    beforeEnd: (pin, left) =>
      `Vale ${pin}. Enne jäädavat hävitamist on ${left === 1 ? 'üks katse' : `${left} katset`}.`,
  },
  noAnswer: 'Vastust ei tulnud. Sisestage PIN veel kord: midagi ei kinnitata kaks korda.',
  failed: 'See ei õnnestunud. Palun proovige uuesti.',
}
