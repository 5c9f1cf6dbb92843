import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `vite` (not the build) finds the API. */
const API = 'http://127.0.0.1:8080'

export default defineConfig({
  root: import.meta.dirname,
  base: '/app/',
  plugins: [react()],
  build: {
    outDir: '../../dist/app',
    emptyOutDir: true,
    // Squeezing every file only to print how small it would be takes a third of the build's time.
    reportCompressedSize: false,
    // Big integers, and what the phones of the last years know.
    target: 'es2022',
    // Nothing inline: the content security policy takes scripts, styles and pictures from files only.
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/device-api': API } },
})
