/** An address as the risk engine sees it: names for counting, a place, kinds of network. The IP stays inside. */
import ipaddr from 'ipaddr.js'
import type { AddressFacts } from '../domain/sessions/facts.ts'
import type { Geo } from './geo.ts'
import type { Networks } from './networks.ts'

const NETWORK_BITS = { ipv4: 24, ipv6: 48 } as const

/** Names things by keyed digest. */
interface Namer {
  name(purpose: string, text: string): string
}

type Needs = { geo: Pick<Geo, 'find'>; networks: Pick<Networks, 'kindsOf'>; vault: Namer }

/** IPv4 written as IPv6 is the IPv4 address. Text that is no address is named, and known by nothing else. */
export function createAddressDescriber({ geo, networks, vault }: Needs): (ip: string) => AddressFacts {
  return (ip) => {
    const { address, network } = normalise(ip)
    return {
      addressKey: vault.name('address', address),
      networkKey: vault.name('network', network),
      place: geo.find(address),
      networkKinds: networks.kindsOf(address),
    }
  }
}

function normalise(ip: string): { address: string; network: string } {
  if (!ipaddr.isValid(ip)) return { address: ip, network: ip }
  const address = ipaddr.process(ip)
  const bits = NETWORK_BITS[address.kind()]
  const text = address.toNormalizedString()
  const network =
    address.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(`${text}/${bits}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${text}/${bits}`)
  return { address: text, network: `${network.toNormalizedString()}/${bits}` }
}
