import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** `npx vite --config web/console/vite.config.ts` serves the console while it is worked on; the API runs beside it. */
const API = process.env.CONSOLE_API ?? 'http://127.0.0.1:8080'

export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [react()],
  build: {
    outDir: resolve(import.meta.dirname, '../../dist/console'),
    emptyOutDir: true,
    // Squeezing every file only to print how small it would be takes a third of the build's time.
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_500,
  },
  server: { port: 5173, proxy: { '/console-api': { target: API } } },
})
