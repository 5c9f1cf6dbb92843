/** The caller's address, as Express works it out behind trusted proxies; IPv4 in IPv6 clothes is IPv4. */
import type { Request } from 'express'
import ipaddr from 'ipaddr.js'
import { AppError } from '../errors.ts'

/** @throws AppError badRequest where a trusted proxy passes on what is no address. */
export function clientAddress(request: Request): string {
  const { ip } = request
  if (ip === undefined || !ipaddr.isValid(ip))
    throw new AppError('badRequest', 'The address of the caller is unknown')
  return ipaddr.process(ip).toString()
}
