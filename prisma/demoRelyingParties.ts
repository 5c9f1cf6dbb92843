/** Relying parties of the demo: made up, but for DEMO, whose two UUIDs the public documentation of the RP API names. */
import type { CertificateLevel } from '../server/domain/sessions/session.ts'

export type DemoRelyingParty = {
  uuid: string
  name: string
  mayShareDeviceIp: boolean
  maxLevel: CertificateLevel
}

export const DEMO_RELYING_PARTIES: readonly DemoRelyingParty[] = [
  /** DEMO of RP API v2 and of v3. */
  {
    uuid: '00000000-0000-0000-0000-000000000000',
    name: 'DEMO',
    mayShareDeviceIp: true,
    maxLevel: 'QUALIFIED',
  },
  {
    uuid: '00000000-0000-4000-8000-000000000000',
    name: 'DEMO',
    mayShareDeviceIp: true,
    maxLevel: 'QUALIFIED',
  },
  {
    uuid: '5d0c6f1e-3b1f-4b52-9a55-1c62c0f0a001',
    name: 'Rannapank',
    mayShareDeviceIp: true,
    maxLevel: 'QUALIFIED',
  },
  {
    uuid: '5d0c6f1e-3b1f-4b52-9a55-1c62c0f0a002',
    name: 'Riigivärav',
    mayShareDeviceIp: true,
    maxLevel: 'QUALIFIED',
  },
  {
    uuid: '5d0c6f1e-3b1f-4b52-9a55-1c62c0f0a003',
    name: 'Terviseleht',
    mayShareDeviceIp: false,
    maxLevel: 'QUALIFIED',
  },
  {
    uuid: '5d0c6f1e-3b1f-4b52-9a55-1c62c0f0a004',
    name: 'Laine Mobiil',
    mayShareDeviceIp: false,
    maxLevel: 'QUALIFIED',
  },
  {
    uuid: '5d0c6f1e-3b1f-4b52-9a55-1c62c0f0a005',
    name: 'Kiirlaen24',
    mayShareDeviceIp: false,
    maxLevel: 'QUALIFIED',
  },
  {
    uuid: '5d0c6f1e-3b1f-4b52-9a55-1c62c0f0a006',
    name: 'Turuplats',
    mayShareDeviceIp: false,
    maxLevel: 'ADVANCED',
  },
]
