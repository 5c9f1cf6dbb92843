/**
 * `riskContext`, our addition to the standard's bodies: what the relying party knows of the browser or app
 * in which the request was started, and of the payment. Optional as a whole and in each member.
 */
import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import type { Initiator, Payment } from '../../domain/sessions/session.ts'

const AMOUNT = /^(?<whole>\d{1,15})(?:\.(?<decimals>\d{1,10}))?$/

export const riskContext = z
  .object({
    initiatorIp: z.union([z.ipv4(), z.ipv6()], 'must be an IPv4 or IPv6 address').exactOptional(),
    userAgent: z.string().min(1).max(1024).exactOptional(),
    trackingId: z.string().min(1).max(256).exactOptional(),
    payee: z.string().min(1).max(256).exactOptional(),
    amount: z.union([z.string(), z.number()], 'must be a decimal number').transform(String).exactOptional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be three letters of ISO 4217')
      .exactOptional(),
  })
  .transform(({ initiatorIp, userAgent, trackingId, payee, amount, currency }, context) => {
    const initiator: Initiator = {
      ...(initiatorIp === undefined ? {} : { ip: ipaddr.process(initiatorIp).toString() }),
      ...(userAgent === undefined ? {} : { userAgent }),
      ...(trackingId === undefined ? {} : { trackingId }),
    }
    const amountMinor = amount === undefined ? undefined : toMinorUnits(amount, currency)
    if (amountMinor === null) {
      const message = 'must be a decimal number, not negative, with no more decimals than the currency has'
      context.addIssue({ code: 'custom', path: ['amount'], message })
      return z.NEVER
    }
    const payment: Payment = {
      ...(payee === undefined ? {} : { payee }),
      ...(amountMinor === undefined ? {} : { amountMinor }),
      ...(currency === undefined ? {} : { currency }),
    }
    return { initiator, payment }
  })

/** `12.5` of a currency with two decimals is 1250. Null where the text is no such amount. */
function toMinorUnits(amount: string, currency: string | undefined): bigint | null {
  const parts = AMOUNT.exec(amount)?.groups
  if (parts === undefined) return null
  const decimals = (parts['decimals'] ?? '').replace(/0+$/, '')
  const places = currency === undefined ? 2 : decimalPlaces(currency)
  if (decimals.length > places) return null
  return BigInt(`${parts['whole']}${decimals.padEnd(places, '0')}`)
}

function decimalPlaces(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}
