import { defineConfig } from 'prisma/config'

/** No address here: scripts/database/migrate.ts connects through DATABASE_URL, the rest needs none. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
})
