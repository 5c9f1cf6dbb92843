/** Warnings in Estonian. Never change a text that was in use: see `warningId.ts`. */
import type { WarningId } from '../warningId.ts'
import type { WarningText } from '../warningText.ts'

const NOBODY_ASKS = 'Ei politsei, pank ega meie küsi kunagi teie PIN-koodi.'
const STOP = 'Peata: see polnud mina'

export const ET = {
  'unexpectedRequest.1': {
    title: 'Kas alustasite seda ise?',
    body: 'See päring on teie jaoks ebatavaline. Selle võis alustada keegi teine.',
    points: [
      'Kas keegi ütleb teile telefonis, mida teha? Katkestage kõne.',
      'Kas te ei logi praegu sisse ega allkirjasta midagi? Peatage.',
      NOBODY_ASKS,
    ],
    stopLabel: STOP,
  },
  'relayedCode.1': {
    title: 'Vaadake veel kord lehte, kust alustasite',
    body: 'Võltsitud leht võib näidata teile õiget koodi. Kokkulangev kood üksi ei tõesta midagi.',
    points: [
      'Kas jõudsite sellele lehele sõnumi või reklaami kaudu? Peatage.',
      'Kirjutage teenuse aadress ise ja alustage seal uuesti.',
      NOBODY_ASKS,
    ],
    stopLabel: STOP,
  },
  'parallelAccount.1': {
    title: 'Kas keegi palus teil selle rakenduse seadistada?',
    body: 'Kurjategijad lasevad inimestel avada uue konto ja kasutavad seda siis nende nimel.',
    points: [
      'Kas ütlesite kellelegi mõne koodi või PIN-koodi? Peatage.',
      'Ärge andke aktiveerimiskoodi kellelegi, ka mitte abistajale.',
      NOBODY_ASKS,
    ],
    stopLabel: STOP,
  },
  'safeAccount.1': {
    title: '„Turvalist kontot“ ei ole olemas',
    body: 'Helistaja ütleb, et teie raha on ohus ja tuleb üle kanda. See kõne ongi pettus.',
    points: [
      'Katkestage kõne kohe. Päris pank ei pahanda.',
      'Helistage ise oma panka numbril, mis on teie pangakaardil.',
      'Ei pank ega politsei palu raha selle kaitseks üle kanda.',
    ],
    stopLabel: STOP,
  },
  'twoStepCall.1': {
    title: 'Kas ühele kõnele järgnes teine?',
    body: 'Kõigepealt helistatakse paki, arve või arstiaja pärast. Siis pakub abi „politsei“ või „pank“.',
    points: [
      'Mõlemad helistajad võivad tegutseda koos. Katkestage kõne.',
      'Ärge kinnitage midagi selleks, et varem tehtut tagasi võtta.',
      NOBODY_ASKS,
    ],
    stopLabel: STOP,
  },
  'remoteAccess.1': {
    title: 'Kas keegi teine näeb teie ekraani?',
    body: 'Nn tugirakendus laseb teistel teie seadet vaadata ja juhtida ning teie nimel tegutseda.',
    points: [
      'Kas keegi palus teil mõne rakenduse paigaldada? Sulgege see kohe.',
      'Kas keegi juhendab teid telefonis? Katkestage kõne.',
      NOBODY_ASKS,
    ],
    stopLabel: STOP,
  },
  'promptBombing.1': {
    title: 'Kas teile tuleb aina uusi päringuid?',
    body: 'Keegi võib neid saata, kuni te ühe kogemata või rahu saamiseks kinnitate.',
    points: [
      'Kinnitamine ei tee päringutele lõppu. See laseb kellegi sisse.',
      'Peatamine on ohutu. See ei lukusta teie kontot.',
      NOBODY_ASKS,
    ],
    stopLabel: STOP,
  },
  'relayedLink.1': {
    title: 'Kes teile seda koodi või linki näitas?',
    body: 'Skannitav kood võib kuuluda päringule, mille alustas keegi teine.',
    points: [
      'Kas keegi saatis selle või näitas seda kõnes või vestluses? Peatage.',
      'Raha saamiseks ei pea kunagi koodi skannima.',
      'Skannige koode ainult lehel, mille ise avasite.',
    ],
    stopLabel: STOP,
  },
  'unknown.1': {
    title: 'Palun peatuge hetkeks',
    body: 'See päring on ebatavaline. Jätkake ainult siis, kui alustasite seda ise äsja.',
    points: [
      'Kas keegi käsib teil seda teha? Katkestage kõne.',
      'Kas te ei tea, mis kinnitamisel juhtub? Peatage.',
      NOBODY_ASKS,
    ],
    stopLabel: STOP,
  },
} satisfies Record<WarningId, WarningText>
