/** What the dialog that closes a case asks, and what of it is missing (pure). */

import type { ClosingOrder } from '../../../../server/contract/cases.ts'
import type { ScamType } from '../../../../server/domain/sessions/decision.ts'
import type { Disposition } from '../../../../server/domain/sessions/label.ts'
import { minorUnits } from './money.ts'

export type ClosingForm = {
  disposition: Disposition | null
  scamType: ScamType | null
  /** Null: not answered. */
  hasMoneyMoved: boolean | null
  amount: string
  currency: string
  recovered: string
  /** Sessions that were something else than the rest. */
  exceptions: Readonly<Record<string, Disposition>>
}

export const EMPTY_CLOSING: ClosingForm = {
  disposition: null,
  scamType: null,
  hasMoneyMoved: null,
  amount: '',
  currency: 'EUR',
  recovered: '',
  exceptions: {},
}

export type ClosingField = 'disposition' | 'scamType' | 'moneyMoved' | 'amount' | 'currency' | 'recovered'

/** In the order in which the dialog asks. */
export function missingIn(form: ClosingForm): ClosingField[] {
  if (form.disposition === null) return ['disposition']
  if (form.disposition !== 'confirmedFraud') return []
  const missing: ClosingField[] = []
  if (form.scamType === null) missing.push('scamType')
  if (form.hasMoneyMoved === null) missing.push('moneyMoved')
  if (form.hasMoneyMoved !== true) return missing
  if (!/^[A-Z]{3}$/.test(form.currency)) return [...missing, 'currency']
  const amount = minorUnits(form.amount, form.currency)
  const recovered = recoveredOf(form)
  if (amount === null || amount === '0') missing.push('amount')
  if (recovered === null || (amount !== null && BigInt(recovered) > BigInt(amount))) missing.push('recovered')
  return missing
}

/** Nothing written: nothing came back. */
function recoveredOf({ recovered, currency }: ClosingForm): string | null {
  return recovered.trim() === '' ? '0' : minorUnits(recovered, currency)
}

/** Null while something is missing. What does not belong to the disposition is left out. */
export function closingOrder(form: ClosingForm) {
  const { disposition, scamType, hasMoneyMoved, currency } = form
  if (disposition === null || missingIn(form).length > 0) return null
  const isFraud = disposition === 'confirmedFraud'
  const amountMinor = isFraud && hasMoneyMoved === true ? minorUnits(form.amount, currency) : null
  const recoveredMinor = recoveredOf(form)
  return {
    disposition,
    scamType: isFraud ? scamType : null,
    loss: amountMinor === null || recoveredMinor === null ? null : { amountMinor, currency, recoveredMinor },
    exceptions: Object.entries(form.exceptions)
      .filter(([, other]) => other !== disposition)
      .map(([sessionId, other]) => ({ sessionId, disposition: other })),
  } satisfies ClosingOrder
}
