/**
 * Where people and criminals are, as public address blocks of the networks there. A block says only where
 * to look: an address is used where the geo data knows it to be in the wanted city.
 */

export const CITIES = {
  tallinn: {
    country: 'EE',
    city: 'Tallinn',
    home: ['90.190.0.0/15', '88.196.0.0/16', '84.50.0.0/16', '62.65.32.0/19'],
    home6: ['2001:7d0::/32', '2001:1530::/32'],
    mobile: ['46.131.0.0/16', '85.253.0.0/16'],
  },
  tartu: {
    country: 'EE',
    city: 'Tartu',
    home: ['193.40.0.0/16', '85.253.0.0/16', '80.235.0.0/17'],
    home6: ['2001:bb8::/32'],
    mobile: ['85.253.0.0/16'],
  },
  parnu: {
    country: 'EE',
    city: 'Parnu',
    home: ['90.190.0.0/15', '62.65.32.0/19', '84.50.0.0/16'],
    home6: [],
    mobile: ['90.190.0.0/15'],
  },
  riga: {
    country: 'LV',
    city: 'Riga',
    home: ['78.84.0.0/16', '87.110.0.0/16', '81.198.0.0/16'],
    home6: ['2a03:ec00::/32', '2a02:2330::/32'],
    mobile: ['212.93.96.0/19', '46.109.0.0/16'],
  },
  daugavpils: {
    country: 'LV',
    city: 'Daugavpils',
    home: ['78.84.0.0/16'],
    home6: [],
    mobile: ['78.84.0.0/16'],
  },
  vilnius: {
    country: 'LT',
    city: 'Vilnius',
    home: ['78.58.0.0/16', '88.118.0.0/15'],
    home6: ['2a00:1eb8::/32'],
    mobile: ['84.15.0.0/16', '188.69.192.0/18'],
  },
  klaipeda: {
    country: 'LT',
    city: 'Klaipeda',
    home: ['86.100.0.0/16'],
    home6: [],
    mobile: ['84.15.0.0/16'],
  },
  helsinki: {
    country: 'FI',
    city: 'Helsinki',
    home: ['91.152.0.0/13', '80.220.0.0/14'],
    home6: ['2001:14ba::/32', '2001:14b8::/32'],
    mobile: ['176.93.0.0/16', '85.76.0.0/16'],
  },
  tampere: {
    country: 'FI',
    city: 'Tampere',
    home: ['91.152.0.0/13', '80.220.0.0/14'],
    home6: ['2001:2003::/32'],
    mobile: ['176.93.0.0/16'],
  },
  madrid: {
    country: 'ES',
    city: 'Madrid',
    home: ['81.32.0.0/12', '83.32.0.0/11'],
    home6: [],
    mobile: ['79.112.0.0/13'],
  },
  milan: { country: 'IT', city: 'Milan', home: ['2.32.0.0/12'], home6: [], mobile: ['151.16.0.0/12'] },
  berlin: {
    country: 'DE',
    city: 'Berlin',
    home: ['79.192.0.0/11', '84.128.0.0/11'],
    home6: ['2003:c0::/28'],
    mobile: ['84.128.0.0/11'],
  },
  bangkok: {
    country: 'TH',
    city: 'Din Daeng',
    home: ['171.96.0.0/13'],
    home6: [],
    mobile: ['171.96.0.0/13'],
  },
  bucharest: {
    country: 'RO',
    city: 'Bucharest',
    home: ['82.76.0.0/14', '86.120.0.0/13'],
    home6: ['2a02:2f00::/28'],
    mobile: ['79.112.0.0/13'],
  },
  kyiv: {
    country: 'UA',
    city: 'Kyiv',
    home: ['93.72.0.0/13', '188.163.0.0/16'],
    home6: [],
    mobile: ['188.163.0.0/16'],
  },
  lagos: {
    country: 'NG',
    city: 'Lagos',
    home: ['41.203.64.0/18'],
    home6: [],
    mobile: ['102.89.0.0/16', '105.112.0.0/12'],
  },
  moscow: {
    country: 'RU',
    city: 'Moscow',
    home: ['95.24.0.0/13'],
    home6: ['2a00:1fa0::/32'],
    mobile: ['37.110.0.0/16'],
  },
  mumbai: { country: 'IN', city: 'Navi Mumbai', home: ['49.36.0.0/14'], home6: [], mobile: ['49.36.0.0/14'] },
} as const satisfies Record<string, CityNetworks>

export type CityNetworks = {
  /** ISO 3166 alpha-2. */
  country: string
  /** How the geo data's name of the city begins. */
  city: string
  /** IPv4 and IPv6 blocks, in CIDR notation. */
  home: readonly string[]
  home6: readonly string[]
  mobile: readonly string[]
}

export type CityName = keyof typeof CITIES

/** Where the ordinary people live, by weight; the first of each country has its carriers' gateways. */
export const HOME_CITIES = {
  tallinn: 40,
  tartu: 12,
  parnu: 5,
  riga: 12,
  daugavpils: 3,
  vilnius: 12,
  klaipeda: 4,
  helsinki: 8,
  tampere: 4,
} as const satisfies Partial<Record<CityName, number>>
export type HomeCity = keyof typeof HOME_CITIES

export const HOLIDAY_CITIES = [
  'madrid',
  'milan',
  'berlin',
  'bangkok',
  'helsinki',
  'riga',
] as const satisfies readonly CityName[]

/** Where call centres of criminals sit. */
export const CALL_CENTRE_CITIES = [
  'bucharest',
  'kyiv',
  'lagos',
  'moscow',
  'mumbai',
  'riga',
] as const satisfies readonly CityName[]

/** Data centres that rent out servers, and exits of commercial VPNs: the geo data need only know them. */
export const HOSTING_BLOCKS = [
  '95.216.0.0/15',
  '5.9.0.0/16',
  '116.202.0.0/15',
  '159.89.0.0/16',
  '167.99.0.0/16',
  '51.68.0.0/16',
  '54.36.0.0/16',
  '45.76.0.0/16',
  '139.162.0.0/16',
  '2a01:4f8::/32',
  '2001:41d0::/32',
] as const
export const VPN_BLOCKS = [
  '185.159.156.0/22',
  '193.138.218.0/24',
  '185.213.154.0/24',
  '146.70.0.0/16',
  '89.187.160.0/19',
] as const
