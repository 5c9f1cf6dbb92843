import type { exportKinds as english } from '../english/exportKinds.ts'

export const exportKinds: Record<keyof typeof english, string> = {
  'exports.kind.evidence': 'Tõendid',
  'exports.kind.sessions': 'Seansside loend',
  'exports.kind.cases': 'Juhtumite loend',
  'exports.kind.campaigns': 'Kampaaniate loend',
  'exports.kind.rules': 'Reeglid',
  'exports.kind.lists': 'Nimekirjade kirjed',
  'exports.kind.models': 'Mudelid',
  'csv.order': 'CSV',
  'csv.about': 'See loend failina',
  'csv.download': 'Laadi CSV alla',
  'csv.failed': 'CSV ei õnnestunud: proovi uuesti',
}
