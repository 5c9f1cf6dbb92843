/** Whether an address lies in one of the CIDR blocks from which a relying party may ask. */
import ipaddr from 'ipaddr.js'

/** False for what is no address. IPv4 in IPv6 clothes is IPv4; a block that is none admits nobody. */
export function isAllowedAddress(address: string | undefined, networks: readonly string[]): boolean {
  if (address === undefined || !ipaddr.isValid(address)) return false
  const caller = ipaddr.process(address)
  return networks.some((network) => {
    if (!ipaddr.isValidCIDR(network)) return false
    const [base, prefix] = ipaddr.parseCIDR(network)
    return base.kind() === caller.kind() && caller.match(base, prefix)
  })
}
